using System.Diagnostics;
using System.Runtime.CompilerServices;
using Mimic.Access;
using Mimic.Display;
using Mimic.Tables;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Reads one table and spills its events.</summary>
internal sealed class RowMapper(KeyTables keys, KindBook book, SpillPlan plan, bool countsStrangers)
{
    private const int Batch = 4096;

    /// <summary>Maps all rows.</summary>
    /// <param name="table">Its place among the mappings.</param>
    /// <param name="file">The table.</param>
    /// <param name="ahead">Where other threads may help to unpack it.</param>
    /// <param name="spill">Takes the events.</param>
    /// <param name="progress">Counts the rows.</param>
    /// <param name="stop">Set when another table has failed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // It is called once a table, so that it would not be compiled well in time.
    public TableTally Map(int table, TableFile file, ReadAhead ahead, SpillWriter spill, Progress progress, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var mapping = Mappings.All[table];
        var columns = mapping.Columns;
        using var reader = TableReader.Open(file, columns, null, ahead, hashed: true);
        var row = new RowCells(reader, columns);
        var rowEvent = new EventComposer(row, table, mapping.Row, keys, book);
        var usual = UsualRow.Of(row, mapping);
        EventComposer[] derivedEvents = [.. mapping.Derived.Select(d => new EventComposer(row, table, d, keys, book))];
        var (subjectColumn, hadmColumn, stayColumn) = (row.Column("subject_id"), row.Column(mapping.HadmId), row.Column(mapping.StayId));
        var sharedTexts = new SharedTexts(book.Names.Texts);
        var tally = new TableTally();
        var (subject, patient, read) = (-1, -1, 0L);
        EventDraft e = default;

        while (reader.Read())
        {
            if (++read % Batch == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress.Add(Batch);
            }

            // Field by field: a whole new event would be copied, and to read 32 bytes that were just written singly makes a processor wait.
            Unsafe.SkipInit(out int id);
            var isUsual = usual is not null && usual.TryTake(ref e, out id);
            if (!isUsual && !reader.TryInt32(subjectColumn, out id))
            {
                tally.Stranger(Refusal.NoPatient, countsStrangers);
                continue;
            }

            if (id != subject)
            {
                (subject, patient) = (id, keys.IndexOf(id));
            }

            if (patient < 0)
            {
                tally.Stranger(Refusal.UnknownPatient, countsStrangers);
                continue;
            }

            if (patient < plan.FirstPatient || patient >= plan.EndPatient)
            {
                continue;
            }

            tally.Rows++;

            e.Patient = patient;
            if (!isUsual)
            {
                e.HadmId = row.IdOrNone(hadmColumn);
                e.StayId = row.IdOrNone(stayColumn);
                if (mapping.IsEd && e.HadmId < 0 && e.StayId >= 0)
                {
                    e.HadmId = keys.EdStayOf(subject, e.StayId)?.HadmId ?? EventDraft.None;
                }
            }

            if ((isUsual ? rowEvent.Name(ref e) : rowEvent.Compose(subject, ref e)) is var refusal and not Refusal.None)
            {
                tally.Refuse(refusal);
                continue;
            }

            tally.RowEvents++;
            Spill(ref e, rowEvent.Text());
            var time = e.Time;
            foreach (var derived in derivedEvents)
            {
                e.Time = time;
                if (derived.Compose(subject, ref e) == Refusal.None)
                {
                    tally.DerivedEvents++;
                    Spill(ref e, derived.Text());
                }
            }
        }

        progress.Add(read % Batch);
        tally.Bytes = file.Bytes;
        tally.Sha256 = reader.Sha256();
        tally.Seconds = clock.Elapsed.TotalSeconds;
        return tally;

        void Spill(ref EventDraft e, ReadOnlySpan<byte> text)
        {
            e.Text = sharedTexts.NumberOf(text);
            spill.Add(e, e.Text >= 0 ? [] : text);
        }
    }
}
