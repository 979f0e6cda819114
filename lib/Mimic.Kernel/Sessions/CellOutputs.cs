using System.Text;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// Collects what one cell prints and shows, in order, from any thread, also after the cell has ended (a task that was not
/// awaited prints into the cell that started it). Whoever shows the cell takes what is new from time to time.
/// </summary>
public sealed class CellOutputs
{
    /// <summary>How many characters a cell may print before the rest is dropped: an endless loop must not fill the memory or the disk.</summary>
    public const int MaximumPrinted = 2_000_000;

    private readonly Lock _gate = new();
    private readonly StringBuilder _open = new();
    private List<CellOutput> _new = [];
    private string _openName = StreamOutput.Out;
    private int _printed;

    /// <summary>Called after something was added, by the thread that added it.</summary>
    internal Action? Added { get; set; }

    /// <summary>Adds printed text.</summary>
    /// <param name="stream">"stdout" or "stderr".</param>
    /// <param name="text">What was printed.</param>
    public void Print(string stream, ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            if (_printed > MaximumPrinted)
            {
                return;
            }

            if (_openName != stream)
            {
                CloseStream();
                _openName = stream;
            }

            _printed += text.Length;
            _open.Append(text);
            if (_printed > MaximumPrinted)
            {
                _open.Append($"\n(the cell printed more than {MaximumPrinted:#,0} characters; the rest is left out)\n");
            }
        }

        Added?.Invoke();
    }

    /// <summary>Adds something that is shown.</summary>
    /// <param name="output">The output.</param>
    public void Add(CellOutput output)
    {
        lock (_gate)
        {
            CloseStream();
            if (output is DisplayOutput { IsUpdate: true } update && _new is [.., DisplayOutput last] && last.DisplayId == update.DisplayId)
            {
                // Nobody has seen the last state yet.
                _new[^1] = update with { IsUpdate = last.IsUpdate };
            }
            else
            {
                _new.Add(output);
            }
        }

        Added?.Invoke();
    }

    /// <summary>Takes what has been added since the last call. A stream may come in several pieces; <see cref="Append"/> joins them.</summary>
    public IReadOnlyList<CellOutput> TakeNew()
    {
        lock (_gate)
        {
            CloseStream();
            var taken = _new;
            _new = [];
            return taken;
        }
    }

    /// <summary>Appends an output to those of a cell; text joins the text of the same stream before it.</summary>
    /// <param name="outputs">The outputs of the cell.</param>
    /// <param name="output">The next one.</param>
    public static void Append(List<CellOutput> outputs, CellOutput output)
    {
        if (output is StreamOutput next && outputs is [.., StreamOutput last] && last.Name == next.Name)
        {
            outputs[^1] = last with { Text = last.Text + next.Text };
            return;
        }

        if (output is not DisplayOutput { IsUpdate: true } update || !Replace(outputs, update))
        {
            outputs.Add(output);
        }
    }

    /// <summary>Puts an update in the place of what it updates.</summary>
    /// <param name="outputs">The outputs of a cell.</param>
    /// <param name="update">The update.</param>
    /// <returns>False if there is no such output.</returns>
    internal static bool Replace(List<CellOutput> outputs, DisplayOutput update)
    {
        var at = outputs.FindLastIndex(o => o is DisplayOutput shown && shown.DisplayId == update.DisplayId);
        if (at >= 0)
        {
            outputs[at] = update with { IsUpdate = false };
        }

        return at >= 0;
    }

    private void CloseStream()
    {
        if (_open.Length > 0)
        {
            _new.Add(new StreamOutput(_openName, _open.ToString()));
            _open.Clear();
        }
    }
}
