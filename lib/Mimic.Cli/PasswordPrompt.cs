using System.Text;

namespace Mimic.Cli;

/// <summary>Asks for a password on the terminal without showing it.</summary>
internal static class PasswordPrompt
{
    /// <summary>What was typed.</summary>
    /// <param name="words">What is asked.</param>
    /// <param name="output">Where it is asked.</param>
    public static string Ask(string words, TextWriter output)
    {
        output.Write($"{words} (not shown): ");
        var password = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace && password.Length > 0)
            {
                password.Length--;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                password.Append(key.KeyChar);
            }
        }

        output.WriteLine();
        return password.ToString();
    }
}
