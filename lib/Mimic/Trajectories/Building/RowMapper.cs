using System.Buffers;
using System.Diagnostics;
using Mimic.Access;
using Mimic.Display;
using Mimic.Tables;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Reads one table and spills its events.</summary>
internal static class RowMapper
{
    private const int Batch = 4096;

    /// <summary>Maps all rows.</summary>
    /// <param name="table">Its place among the mappings.</param>
    /// <param name="file">The table.</param>
    /// <param name="keys">Patients, admissions and ED stays.</param>
    /// <param name="book">Takes the codes and units.</param>
    /// <param name="spill">Takes the events.</param>
    /// <param name="progress">Counts the rows.</param>
    /// <param name="stop">Set when another table has failed.</param>
    public static TableTally Map(
        int table, TableFile file, KeyTables keys, CodeBook book, SpillWriter spill, Progress progress, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var mapping = Mappings.All[table];
        var columns = mapping.Columns;
        using var reader = TableReader.Open(file, columns);
        var row = new RowCells(reader, columns);
        var rowEvent = new EventComposer(row, mapping.Row, keys, book);
        EventComposer[] derivedEvents = [.. mapping.Derived.Select(d => new EventComposer(row, d, keys, book))];
        var (subjectColumn, hadmColumn, stayColumn) = (row.Column("subject_id"), row.Column(mapping.HadmId), row.Column(mapping.StayId));
        var text = new ArrayBufferWriter<byte>();
        var tally = new TableTally();

        while (reader.Read())
        {
            if (++tally.Rows % Batch == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress.Add(Batch);
            }

            if (row.Id(subjectColumn) is not { } subject)
            {
                tally.Refuse(Refusal.NoPatient);
                continue;
            }

            var patient = keys.IndexOf(subject);
            if (patient < 0)
            {
                tally.Refuse(Refusal.UnknownPatient);
                continue;
            }

            var e = new SpilledEvent { SubjectId = subject, Table = table, HadmId = row.Id(hadmColumn), StayId = row.Id(stayColumn) };
            if (mapping.IsEd && e.HadmId is null && e.StayId is { } stay)
            {
                e.HadmId = keys.EdStayOf(subject, stay)?.HadmId;
            }

            if (rowEvent.Compose(ref e, text) is var refusal and not Refusal.None)
            {
                tally.Refuse(refusal);
                continue;
            }

            tally.RowEvents++;
            spill.Add(patient, e, text.WrittenSpan);
            var time = e.Time;
            foreach (var derived in derivedEvents)
            {
                e.Time = time;
                if (derived.Compose(ref e, text) == Refusal.None)
                {
                    tally.DerivedEvents++;
                    spill.Add(patient, e, text.WrittenSpan);
                }
            }
        }

        progress.Add(tally.Rows % Batch);
        spill.Flush();
        tally.Seconds = clock.Elapsed.TotalSeconds;
        return tally;
    }
}
