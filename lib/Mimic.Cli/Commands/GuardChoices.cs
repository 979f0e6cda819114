using System.CommandLine;
using Mimic.Features;

namespace Mimic.Cli.Commands;

/// <summary>The options that say what a feature may see: which time of an event counts, which ends are closed, and HAIM's leak.</summary>
internal sealed class GuardChoices
{
    private readonly Option<string[]> _charttime = new("--charttime")
    {
        Description = "Tables whose charttime counts (when a sample was drawn), as in HAIM, instead of the time when the result could be seen: "
            + $"{string.Join(", ", GuardRule.TablesWithCharttime)}. None if left out.",
        HelpName = "TABLE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _openEnd = new("--open-end")
    {
        Description = "Leave out what became known at the very time of the prediction; else it is used.",
    };

    private readonly Option<bool> _closedStart = new("--closed-start")
    {
        Description = "With --lookback-hours: also use what happened at its very start; else it is left out.",
    };

    private readonly Option<bool> _leak = new("--published-procedure-leak")
    {
        Description = "WRONG, as HAIM published it: procedures of the whole ICU stay, also after the prediction. To measure what the leak is worth.",
    };

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [_charttime, _openEnd, _closedStart, _leak];

    /// <summary>The options as the features take them.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="options">Everything else that was chosen.</param>
    /// <exception cref="MimicException">A table whose charttime cannot count; the start of a look-back that is not there.</exception>
    public FeatureOptions Apply(ParseResult result, FeatureOptions options)
    {
        if (result.GetValue(_closedStart) && options.Lookback is null)
        {
            throw new MimicException("--closed-start speaks of the start of a look-back, and there is none.", "Give --lookback-hours N as well.");
        }

        return options with
        {
            Guard = new()
            {
                CharttimeTables = result.GetValue(_charttime) ?? [],
                EndIsClosed = !result.GetValue(_openEnd),
                StartIsClosed = result.GetValue(_closedStart),
            },
            AsPublishedProcedureLeak = result.GetValue(_leak),
        };
    }
}
