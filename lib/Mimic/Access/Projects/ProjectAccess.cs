namespace Mimic.Access;

/// <summary>Who may have the files of a PhysioNet project.</summary>
public enum ProjectAccess
{
    /// <summary>Anybody, under an open licence.</summary>
    Open,

    /// <summary>Who has PhysioNet's credentials and has signed the data use agreement of the project; see <c>mimic data guide</c>.</summary>
    Credentialed,
}
