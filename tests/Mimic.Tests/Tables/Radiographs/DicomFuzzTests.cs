using System.Diagnostics;

namespace Mimic.Tests.Tables.Radiographs;

/// <summary>Whatever a file holds: it is read, or one clear error says why not, at once and without much memory.</summary>
public sealed class DicomFuzzTests
{
    public static TheoryData<string, int?> Syntaxes => new() { { DicomFile.Explicit, 48 }, { DicomFile.Implicit, 48 }, { DicomFile.Jpeg2000, null } };

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void A_file_cut_at_any_byte_is_an_error(string syntax, int? picture)
    {
        var whole = Rich(syntax).ToArray(picture);
        Assert.NotNull(DicomHeaderTests.Read(whole).PatientId);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.IsType<MimicException>(Record.Exception(() => DicomHeaderTests.Read(whole[..length])));
        }
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void A_file_with_changed_bytes_is_read_or_refused(string syntax, int? picture)
    {
        var whole = Rich(syntax).ToArray(picture);
        var random = new SeededRandom(20260301);
        var (read, refused) = (0, 0);
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 6_000; round++)
        {
            var bytes = whole.ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                // Beyond the preamble, which nobody reads; half of the bytes are ends of a range, which lengths and tags do not expect.
                bytes[random.Next(128, bytes.Length)] = random.Chance(0.5) ? (byte)random.Next(256) : random.Pick<byte>([0, 1, 0x7F, 0x80, 0xFE, 0xFF]);
            }

            switch (Record.Exception(() => DicomHeaderTests.Read(bytes)))
            {
                case null:
                    read++;
                    break;
                case MimicException e:
                    Assert.DoesNotContain("90000001", e.Message);
                    refused++;
                    break;
                case var other:
                    Assert.Fail($"Round {round}: {other.GetType().Name}");
                    break;
            }
        }

        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
        Assert.True((GC.GetAllocatedBytesForCurrentThread() - before) / 6_000 < 100_000, "a file takes too much memory");
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
    }

    private static DicomFile Rich(string syntax)
    {
        var file = DicomFile.Film(syntax);
        var inner = file.Sub().Sequence(0x00081115, 0, file.Sub().Text(0x00081150, "UI", "1.2.3"));
        return file.Sequence(0x00081140, DicomFile.Undefined, inner, file.Sub()).Text(0x00280030, "DS", "0.2\\0.2");
    }
}
