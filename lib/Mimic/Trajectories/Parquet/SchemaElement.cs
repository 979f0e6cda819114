namespace Mimic.Trajectories.Parquet;

/// <summary>A node of the schema tree as the footer lists it, depth first.</summary>
internal sealed record SchemaElement(
    string Name, PhysicalType? Type, Repetition Repetition, int Children, ColumnKind? Logical, string? OtherLogical)
{
    /// <summary>Reads one node.</summary>
    public static SchemaElement Read(ref ThriftReader thrift)
    {
        int? physical = null, converted = null;
        int repetition = 0, children = 0;
        string? name = null, other = null;
        ColumnKind? logical = null;
        var outer = thrift.Enter();
        while (thrift.Next(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    physical = thrift.Int32(type);
                    break;
                case 3:
                    repetition = thrift.Int32(type);
                    break;
                case 4:
                    name = thrift.String(type);
                    break;
                case 5:
                    children = thrift.Int32(type);
                    break;
                case 6:
                    converted = thrift.Int32(type);
                    break;
                case 10:
                    thrift.Struct(type);
                    (logical, other) = ReadLogical(ref thrift);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        thrift.Leave(outer);
        if (name is null || children < 0)
        {
            throw new ParquetDamageException("its schema is incomplete");
        }

        // The older converted type counts where the newer logical type is missing.
        if (logical is null && other is null && converted is { } c)
        {
            (logical, other) = Converted(c);
        }

        return new(name, (PhysicalType?)physical, (Repetition)repetition, children, logical, other);
    }

    /// <summary>The columns at the leaves, in the order of the chunks of a row group.</summary>
    public static List<ParquetColumn> Columns(List<SchemaElement> elements)
    {
        var columns = new List<ParquetColumn>();
        var next = 1;
        if (elements.Count > 0)
        {
            AddLeaves(elements, ref next, elements[0].Children, string.Empty, columns);
        }

        return next == elements.Count && columns.Count > 0
            ? columns
            : throw new ParquetDamageException("its schema is not a tree of columns");
    }

    private static void AddLeaves(List<SchemaElement> elements, ref int next, int count, string prefix, List<ParquetColumn> columns)
    {
        if (prefix.Length > 1000)
        {
            throw new ParquetDamageException("its schema nests too deep");
        }

        for (var i = 0; i < count; i++)
        {
            if (next >= elements.Count)
            {
                throw new ParquetDamageException("its schema is not a tree of columns");
            }

            var element = elements[next++];
            var path = prefix + element.Name;
            if (element.Children > 0)
            {
                AddLeaves(elements, ref next, element.Children, path + ".", columns);
            }
            else
            {
                columns.Add(element.Leaf(path, nested: prefix.Length > 0));
            }
        }
    }

    private static (ColumnKind? Logical, string? Other) Converted(int type) => type switch
    {
        0 => (ColumnKind.String, null),
        4 or 19 => (ColumnKind.String, null),
        9 => (ColumnKind.TimestampMilliseconds, null),
        10 => (ColumnKind.Timestamp, null),
        17 => (ColumnKind.Int32, null),
        18 => (ColumnKind.Int64, null),
        _ => (null, $"values of converted type {type}"),
    };

    private static (ColumnKind? Logical, string? Other) ReadLogical(ref ThriftReader thrift)
    {
        (ColumnKind? Logical, string? Other) result = (null, "values of an unknown logical type");
        var outer = thrift.Enter();
        while (thrift.Next(out var field, out var type))
        {
            thrift.Struct(type);
            if (field == 8)
            {
                result = ReadTimestamp(ref thrift);
                continue;
            }

            result = field switch
            {
                1 or 4 or 12 => (ColumnKind.String, null),
                10 => (null, null),
                _ => (null, $"values of logical type {field}"),
            };
            thrift.Skip(type);
        }

        thrift.Leave(outer);
        return result;
    }

    private static (ColumnKind? Logical, string? Other) ReadTimestamp(ref ThriftReader thrift)
    {
        var unit = 0;
        var outer = thrift.Enter();
        while (thrift.Next(out var field, out var type))
        {
            if (field == 2)
            {
                thrift.Struct(type);
                var inner = thrift.Enter();
                while (thrift.Next(out var tag, out var tagType))
                {
                    unit = tag;
                    thrift.Skip(tagType);
                }

                thrift.Leave(inner);
            }
            else
            {
                thrift.Skip(type);
            }
        }

        thrift.Leave(outer);
        return unit switch
        {
            1 => (ColumnKind.TimestampMilliseconds, null),
            2 => (ColumnKind.Timestamp, null),
            3 => (ColumnKind.TimestampNanoseconds, null),
            _ => (null, "times in an unknown unit"),
        };
    }

    private ParquetColumn Leaf(string path, bool nested)
    {
        var plain = Type switch
        {
            PhysicalType.Int32 => ColumnKind.Int32,
            PhysicalType.Int64 => ColumnKind.Int64,
            PhysicalType.Float => ColumnKind.Float,
            PhysicalType.Double => ColumnKind.Double,
            PhysicalType.ByteArray => ColumnKind.String,
            _ => ColumnKind.Other,
        };
        var kind = Logical ?? plain;
        var column = new ParquetColumn(path, kind, Repetition == Repetition.Optional);
        var unsupported = nested || Repetition == Repetition.Repeated ? "nested columns"
            : OtherLogical ?? (plain == ColumnKind.Other ? $"values of type {Type}" : null);
        if (unsupported is null && column.Physical != Type)
        {
            throw new ParquetDamageException("the logical type of a column does not fit its physical type");
        }

        return unsupported is null ? column : column with { Kind = ColumnKind.Other, Unsupported = unsupported };
    }
}
