namespace Mimic.Kernel.Jupyter;

/// <summary>Asks the client that runs a cell for a line of text.</summary>
internal sealed class InputRequests
{
    private readonly KernelChannels _channels;
    private readonly Lock _gate = new();
    private TaskCompletionSource<string>? _awaited;

    public InputRequests(KernelChannels channels)
    {
        _channels = channels;
        channels.StdinReceived = Take;
    }

    /// <summary>Asks and waits for the answer. The client knows itself by the same identity on this channel and on the one that it sent its request over.</summary>
    /// <param name="request">The request to execute.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="MimicException">The client does not answer questions.</exception>
    public string Ask(JupyterMessage request, CancellationToken cancellation)
    {
        if (!request.Truth("allow_stdin", true))
        {
            throw new MimicException("The cell asks for input, and this client cannot be asked.", "Write the value into the code, or run the cell in a notebook.");
        }

        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _awaited = answer;
        }

        _channels.Send(_channels.Stdin, request, "input_request", new() { ["prompt"] = string.Empty, ["password"] = false });
        return answer.Task.WaitAsync(cancellation).GetAwaiter().GetResult();
    }

    private void Take(JupyterMessage message)
    {
        if (message.Type == "input_reply")
        {
            TaskCompletionSource<string>? awaited;
            lock (_gate)
            {
                (awaited, _awaited) = (_awaited, null);
            }

            awaited?.TrySetResult(message.Text("value"));
        }
    }
}
