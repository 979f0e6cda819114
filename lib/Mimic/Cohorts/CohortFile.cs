using System.Text.Json;
using System.Text.Json.Serialization;
using Mimic.Access;

namespace Mimic.Cohorts;

/// <summary>A cohort as a file: everything that a later step needs, so that it can start alone.</summary>
internal static class CohortFile
{
    private const string FormatName = "mimic-entropy-cohort";

    /// <summary>Raised whenever the file holds something else than before: what is kept of an older one is made again.</summary>
    internal const int FormatVersion = 2;


    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new SourceTagConverter() },
    };

    public static void Save(EntropyCohort cohort, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var content = new Content(
            FormatName,
            FormatVersion,
            cohort.Fingerprint,
            cohort.Options,
            cohort.Types,
            cohort.Warnings,
            cohort.Attrition.Population,
            cohort.Attrition.Count,
            cohort.Attrition.Criteria,
            cohort.EligibleDead,
            cohort.EligibleAlive,
            cohort.Comparison.Sizes,
            cohort.Comparison.Characteristics,
            cohort.Patients,
            cohort.NotSelected,
            cohort.Source);
        WholeFile.WriteText(path, JsonSerializer.Serialize(content, Json) + "\n");
    }

    public static EntropyCohort Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        const string Remedy = "Make the cohort anew with: mimic cohort select --store DIR --out FILE";
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no cohort file {path}.", Remedy);
        }

        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), Json);
        }
        catch (JsonException e)
        {
            // The parser's own message may quote the file; place and path of the member are enough.
            throw new MimicException($"The file {path} is not a cohort of this version (line {e.LineNumber + 1}, {e.Path}).", Remedy);
        }

        if (content is null || content.Format != FormatName || content.FormatVersion != FormatVersion)
        {
            throw new MimicException($"The file {path} is not a cohort of this version.", Remedy);
        }

        return content.ToCohort();
    }

    private sealed record Content(
        string Format,
        int FormatVersion,
        string? Fingerprint,
        EntropyOptions Options,
        IReadOnlyList<DataType> Types,
        IReadOnlyList<string> Warnings,
        string Population,
        int PopulationCount,
        IReadOnlyList<Criterion> Criteria,
        int EligibleDead,
        int EligibleAlive,
        IReadOnlyList<int> GroupSizes,
        IReadOnlyList<Characteristic> Characteristics,
        IReadOnlyList<CohortPatient> Patients,
        IReadOnlyList<CohortPatient> NotSelected,
        SourceTag Source = SourceTag.Credentialed)
    {
        public EntropyCohort ToCohort()
        {
            var attrition = new Attrition(Population, PopulationCount);
            foreach (var criterion in Criteria)
            {
                attrition.Record(criterion.Name, criterion.After);
            }

            return new()
            {
                Source = Source,
                Fingerprint = Fingerprint,
                Options = Options,
                Types = Types,
                Warnings = Warnings,
                Attrition = attrition,
                EligibleDead = EligibleDead,
                EligibleAlive = EligibleAlive,
                Patients = Patients,
                NotSelected = NotSelected,
                Comparison = new() { Sizes = GroupSizes, Characteristics = Characteristics },
            };
        }
    }
}
