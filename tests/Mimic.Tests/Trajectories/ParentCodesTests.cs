using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class ParentCodesTests
{
    [Theory]
    [InlineData("DIAGNOSIS//ICD//10//I509", "ICD10CM/I50.9")]
    [InlineData("DIAGNOSIS//ICD//10//I10", "ICD10CM/I10")]
    [InlineData("DIAGNOSIS//ICD//9//0388", "ICD9CM/038.8")]
    [InlineData("DIAGNOSIS//ICD//9//E8798", "ICD9CM/E879.8")]
    [InlineData("ED_DIAGNOSIS//ICD//9//431", "ICD9CM/431")]
    [InlineData("PROCEDURE_ICD//9//3961", "ICD9Proc/39.61")]
    [InlineData("PROCEDURE_ICD//10//02HV33Z", "ICD10PCS/02HV33Z")]
    [InlineData("HCPCS//93454", "HCPCS/93454")]
    public void A_code_of_a_known_vocabulary_names_it_as_omop_does(string code, string parent) =>
        Assert.Equal([parent], ParentCodes.Of(code));

    [Fact]
    public void Other_codes_have_no_parents() => Assert.Empty(ParentCodes.Of("LAB//50912//mg/dL"));
}
