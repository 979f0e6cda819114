using System.Text;
using Mimic.Trajectories;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

public class RowGroupEncoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(5000)]
    [InlineData(PageWriter.MaximumRows)]
    [InlineData((3 * PageWriter.MaximumRows) + 17)]
    public void Events_come_back_as_they_were(int count)
    {
        var batch = EventBatches.Random(EventBatches.Names(), count, count);
        using var group = new RowGroupEncoder().Encode(batch, (0, count));
        Assert.Equal(EventBatches.Rows(batch, 0, count), EventBatches.ReadBack(group));
        Assert.Equal((count, batch.Subject[0], batch.Subject[count - 1]), (group.Rows, group.FirstSubjectId, group.LastSubjectId));
    }

    [Fact]
    public void Some_ranges_of_a_batch_give_the_rows_in_their_order()
    {
        var batch = EventBatches.Random(EventBatches.Names(), 3000, 5);
        using var group = new RowGroupEncoder().Encode(batch, (10, 11), (20, 20), (100, 1500), (2000, 3000));
        var expected = EventBatches.Rows(batch, 10, 11).Concat(EventBatches.Rows(batch, 100, 1500)).Concat(EventBatches.Rows(batch, 2000, 3000));
        Assert.Equal(expected, EventBatches.ReadBack(group));
    }

    [Fact]
    public void Bytes_depend_on_the_events_alone()
    {
        var used = new RowGroupEncoder();
        var other = EventBatches.Random(EventBatches.Names(), 70_000, 1);
        used.Encode(other, (0, other.Count)).Dispose();
        foreach (var (names, encoder) in new[] { (EventBatches.Names(reversed: true), new RowGroupEncoder()), (EventBatches.Names(), used) })
        {
            names.Texts.Add("value 7"u8);
            var a = EventBatches.Random(EventBatches.Names(), 40_000, 8);
            var b = EventBatches.Random(names, 40_000, 8);
            using var one = new RowGroupEncoder().Encode(a, (0, 40_000));
            using var two = encoder.Encode(b, (0, 123), (123, 40_000));
            Assert.Equal(one.Bytes.ToArray(), two.Bytes.ToArray());
        }
    }

    [Fact]
    public void A_number_keeps_its_bits()
    {
        var batch = EventBatches.Empty(6);
        float[] numbers = [0f, -0f, float.NaN, float.Epsilon, float.MaxValue, -1.5f];
        numbers.CopyTo(batch.Number, 0);
        using var group = new RowGroupEncoder().Encode(batch, (0, 6));
        Assert.Equal(EventBatches.Rows(batch, 0, 6), EventBatches.ReadBack(group));
    }

    [Fact]
    public void Times_of_all_centuries_stand_beside_each_other()
    {
        var batch = EventBatches.Empty(400);
        var random = new SeededRandom(4);
        long[] edges = [MedsValues.FromTime(DateTime.MinValue), MedsValues.FromTime(DateTime.MaxValue), -1, 0, 1, long.MaxValue, long.MinValue + 1];
        for (var i = 0; i < 400; i++)
        {
            batch.Time[i] = random.Pick(edges);
            batch.Available[i] = random.Chance(0.9) ? EventBatch.NoTime : random.Pick(edges);
        }

        using var group = new RowGroupEncoder().Encode(batch, (0, 400));
        Assert.Equal(EventBatches.Rows(batch, 0, 400), EventBatches.ReadBack(group));
    }

    [Fact]
    public void Columns_without_any_value_come_back_so()
    {
        var batch = EventBatches.Empty(PageWriter.MaximumRows + 1);
        using var group = new RowGroupEncoder().Encode(batch, (0, batch.Count));
        Assert.Equal(EventBatches.Rows(batch, 0, batch.Count), EventBatches.ReadBack(group));
        Assert.All(group.Metadata.Chunks, c => Assert.Equal(c.Path is "subject_id" or "code" or "table" ? 0 : batch.Count, c.Statistics!.Nulls));
        Assert.InRange(group.Bytes.Length, 1, 2000);
    }

    [Fact]
    public void More_codes_than_two_bytes_can_number_are_told_apart()
    {
        var batch = EventBatches.Empty(200_000);
        for (var i = 0; i < batch.Count; i++)
        {
            batch.Code[i] = batch.Names.Codes.Add(Encoding.UTF8.GetBytes($"CODE//{i % 70_000}"));
        }

        using var group = new RowGroupEncoder().Encode(batch, (0, batch.Count));
        Assert.NotNull(group.Metadata.Chunks[2].DictionaryPageOffset);
        Assert.Equal(EventBatches.Rows(batch, 0, batch.Count), EventBatches.ReadBack(group));
    }

    [Fact]
    public void More_numbers_than_a_dictionary_holds_are_written_plain_from_there()
    {
        var batch = EventBatches.Empty(300_000);
        for (var i = 0; i < batch.Count; i++)
        {
            batch.Number[i] = i < 200_000 ? i / 4 : i;
            batch.Hadm[i] = 7 + (i / 2);
        }

        using var group = new RowGroupEncoder().Encode(batch, (0, batch.Count));
        Assert.Equal([PageEncoding.Plain, PageEncoding.Rle, PageEncoding.RleDictionary], group.Metadata.Chunks[3].Encodings);
        Assert.Equal(EventBatches.Rows(batch, 0, batch.Count), EventBatches.ReadBack(group));
    }

    [Fact]
    public void Long_notes_fill_the_dictionary_and_are_written_plain_from_there()
    {
        var batch = EventBatches.Empty(90_000);
        for (var i = 0; i < batch.Count; i++)
        {
            var note = i is > 40_000 and < 40_100;
            batch.Text[i] = note || i % 3 == 0 ? batch.AddText(Encoding.UTF8.GetBytes(note ? new string((char)('a' + (i % 26)), 100_000) + i : $"short {i % 50}")) : EventBatch.None;
        }

        using var group = new RowGroupEncoder().Encode(batch, (0, batch.Count));
        Assert.Equal([PageEncoding.Plain, PageEncoding.Rle, PageEncoding.RleDictionary], group.Metadata.Chunks[4].Encodings);
        Assert.Equal(EventBatches.Rows(batch, 0, batch.Count), EventBatches.ReadBack(group));
    }

    [Fact]
    public void Bounds_and_absent_values_are_stated()
    {
        var batch = EventBatches.Empty(3);
        (batch.Subject[0], batch.Subject[1], batch.Subject[2]) = (5, 5, 9);
        (batch.Time[1], batch.Time[2]) = (-40, 30);
        (batch.Stay[0], batch.Stay[2]) = (12, 11);
        using var group = new RowGroupEncoder().Encode(batch, (0, 3));
        ChunkStatistics Of(string column) => group.Metadata.Chunks.Single(c => c.Path == column).Statistics!;
        Assert.Equal(new ChunkStatistics(5, 9, 0), Of("subject_id"));
        Assert.Equal(new ChunkStatistics(-40, 30, 1), Of("time"));
        Assert.Equal(new ChunkStatistics(11, 12, 1), Of("stay_id"));
        Assert.Equal(new ChunkStatistics(null, null, 3), Of("hadm_id"));
        Assert.Equal(new ChunkStatistics(null, null, 3), Of("numeric_value"));
    }

    [Fact]
    public void A_row_group_of_no_rows_is_refused() =>
        Assert.Throws<ArgumentException>(() => new RowGroupEncoder().Encode(EventBatches.Empty(4), (2, 2)));
}
