using System.Text;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// Leads what is written to the console to the cell on whose flow of execution it is written. The current cell is kept per
/// flow, not per process, so that a task which a cell leaves running goes on printing into that cell.
/// </summary>
internal sealed class ConsoleRouter : TextWriter
{
    private static readonly AsyncLocal<CellOutputs?> Running = new();
    private static readonly Lock Gate = new();
    private static bool _installed;

    private readonly string _stream;
    private readonly TextWriter _outside;

    private ConsoleRouter(string stream, TextWriter outside) => (_stream, _outside) = (stream, outside);

    /// <summary>The outputs of the cell that runs on this flow; null outside of cells.</summary>
    public static CellOutputs? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Puts the router before the console, once in a process.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (!_installed)
            {
                Console.SetOut(new ConsoleRouter(StreamOutput.Out, Console.Out));
                Console.SetError(new ConsoleRouter(StreamOutput.Error, Console.Error));
                _installed = true;
            }
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write($"{value}\n".AsSpan());

    public override void WriteLine() => Write(['\n']);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (Current is { } cell)
        {
            cell.Print(_stream, buffer);
        }
        else
        {
            _outside.Write(buffer);
        }
    }

    public override void Flush() => _outside.Flush();
}
