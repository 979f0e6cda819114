namespace Mimic.Access.Download;

/// <summary>Holds back new requests of all connections while the server has asked to wait.</summary>
internal sealed class RequestGate
{
    private readonly Lock _gate = new();
    private DateTime _until = DateTime.MinValue;

    /// <summary>How long it stays closed.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_gate)
            {
                var left = _until - DateTime.UtcNow;
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Closes it for a while.</summary>
    public void Close(TimeSpan time)
    {
        lock (_gate)
        {
            var until = DateTime.UtcNow + time;
            _until = until > _until ? until : _until;
        }
    }

    /// <summary>Waits until it is open.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        while (Left is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, stop).ConfigureAwait(false);
        }
    }
}
