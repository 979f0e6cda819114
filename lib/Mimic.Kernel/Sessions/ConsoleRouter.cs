using System.Text;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// Leads what is written to the console to the cell on whose flow of execution it is written, and what is read to whoever answers
/// that cell.
/// </summary>
internal sealed class ConsoleRouter : TextWriter
{
    private static readonly Lock Gate = new();
    private static bool _installed;

    private readonly string _stream;
    private readonly TextWriter _outside;

    private ConsoleRouter(string stream, TextWriter outside) => (_stream, _outside) = (stream, outside);

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
                Console.SetIn(new Questions(Console.In));
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
        if (RunningCell.Current is { } cell)
        {
            cell.Outputs.Print(_stream, buffer);
        }
        else
        {
            _outside.Write(buffer);
        }
    }

    public override void Flush() => _outside.Flush();

    // A reader by lines; single characters are taken from the last line that was typed.
    private sealed class Questions(TextReader outside) : TextReader
    {
        private string _rest = string.Empty;

        public override int Peek() => RunningCell.Current is null ? outside.Peek() : _rest.Length == 0 ? -1 : _rest[0];

        public override int Read()
        {
            if (RunningCell.Current is not { } cell)
            {
                return outside.Read();
            }

            _rest = _rest.Length == 0 ? cell.Ask() + "\n" : _rest;
            var first = _rest[0];
            _rest = _rest[1..];
            return first;
        }

        public override string? ReadLine()
        {
            if (RunningCell.Current is not { } cell)
            {
                return outside.ReadLine();
            }

            var line = _rest.Length == 0 ? cell.Ask() : _rest.TrimEnd('\n');
            _rest = string.Empty;
            return line;
        }
    }
}
