using System.Security.Cryptography;

namespace Mimic.Access.Download;

/// <summary>What lies in the place of a wanted file already, from an earlier run or another program.</summary>
internal static class ExistingFile
{
    /// <summary>Whether the file that lies there is the wanted one. Its sum is made only if the ledger does not vouch for it.</summary>
    /// <param name="file">The wanted file.</param>
    /// <param name="path">Its place.</param>
    /// <param name="ledger">What earlier runs know.</param>
    /// <param name="verify">Whether its sum is made in any case.</param>
    /// <param name="stop">Ends it.</param>
    public static bool IsRight(WantedFile file, string path, Ledger ledger, bool verify, CancellationToken stop)
    {
        var found = new FileInfo(path);
        if (!found.Exists)
        {
            return false;
        }

        if (!verify && IsVouchedFor(file, found, ledger))
        {
            return true;
        }

        if (file.Sha256 is null || !file.Sha256.Equals(Sum(path, stop), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var known = ledger.Find(file.Path);
        ledger.Add(LedgerLine.OfWhole(file, found, file.Sha256, known?.Tag, known?.Modified));
        return true;
    }

    /// <summary>Whether the ledger says that the file is whole and right, and its size and time are what they were then.</summary>
    public static bool IsVouchedFor(WantedFile file, FileInfo found, Ledger ledger) =>
        ledger.Find(file.Path) is { Whole: true } line && line.Bytes == found.Length && line.Written == found.LastWriteTimeUtc.Ticks
        && (file.Sha256 is null || file.Sha256.Equals(line.Sha256, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Takes a file that is not the wanted one from its place. What may be the beginning of the wanted one, as another program left it, is
    /// gone on with; the sum tells in the end whether it was. A web page is not.
    /// </summary>
    public static void SetAside(string path, string name)
    {
        var partial = PartialFile.PathOf(path);
        if (!File.Exists(path))
        {
            return;
        }

        if (File.Exists(partial) || !MayBegin(path, name))
        {
            File.Delete(path);
            return;
        }

        File.Move(path, partial);
    }

    private static bool MayBegin(string path, string name)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[64];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return head.Length > 0 && PageInstead.ByContent(head, name) is null;
    }

    private static string Sum(string path, CancellationToken stop)
    {
        using var file = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        while (file.Read(buffer) is var count and > 0)
        {
            stop.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
