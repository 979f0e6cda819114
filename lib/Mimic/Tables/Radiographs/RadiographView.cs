namespace Mimic.Tables;

/// <summary>From which side a chest radiograph was taken.</summary>
public enum RadiographView
{
    /// <summary>ViewPosition is empty: about one film in twenty-five.</summary>
    Unknown,

    /// <summary>AP (mostly with a portable machine at the bedside) or PA (standing, in the department): what models are made for.</summary>
    Frontal,

    /// <summary>LATERAL, LL or XTABLE LATERAL: from the side.</summary>
    Lateral,

    /// <summary>Oblique films and those of patients lying on a side: LPO, RAO, AP LLD and others.</summary>
    Other,
}

/// <summary>Reads ViewPosition.</summary>
public static class RadiographViews
{
    /// <summary>The side from which a film was taken.</summary>
    /// <param name="viewPosition">ViewPosition as it stands; null or blank if it is not stated.</param>
    public static RadiographView Of(string? viewPosition) => viewPosition?.Trim() switch
    {
        null or "" => RadiographView.Unknown,
        "AP" or "PA" => RadiographView.Frontal,
        "LATERAL" or "LL" or "XTABLE LATERAL" => RadiographView.Lateral,
        _ => RadiographView.Other,
    };
}
