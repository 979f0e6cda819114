namespace Mimic.Access.Download;

/// <summary>A part of a file that one connection fetches.</summary>
internal sealed class Piece(FileTransfer transfer, int index, int generation, CancellationToken token)
{
    public FileTransfer Transfer { get; } = transfer;

    public int Index { get; private set; } = index;

    /// <summary>Which beginning of the file it belongs to; a file that is begun anew has another.</summary>
    public int Generation { get; private set; } = generation;

    /// <summary>Ends with the run, or when the file is begun anew.</summary>
    public CancellationToken Token { get; private set; } = token;

    public void Renew(int index, int generation, CancellationToken token) => (Index, Generation, Token) = (index, generation, token);
}
