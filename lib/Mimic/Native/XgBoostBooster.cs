using System.Runtime.InteropServices;

namespace Mimic.Native;

/// <summary>What XGBoost computes for each row.</summary>
internal enum XgBoostOutput
{
    /// <summary>The probability of the positive class.</summary>
    Probability = 0,

    /// <summary>The log odds, before the logistic function.</summary>
    Margin = 1,

    /// <summary>The share of each column in the log odds (SHAP values), and last the base value; they add up to the margin.</summary>
    Contributions = 2,
}

/// <summary>A set of boosted trees in XGBoost's own memory.</summary>
/// <remarks>Not safe for use by several threads at once; several boosters at once are.</remarks>
internal sealed class XgBoostBooster : SafeHandle
{
    private int _columns;

    /// <summary>An empty handle; <see cref="Train"/> and <see cref="Load"/> make boosters.</summary>
    public XgBoostBooster()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The number of trees.</summary>
    public int Rounds
    {
        get
        {
            XgBoost.Check(XgBoost.BoosterRounds(this, out var rounds), "the number of rounds");
            return rounds;
        }
    }

    /// <summary>Trains trees.</summary>
    /// <param name="training">A matrix with labels.</param>
    /// <param name="names">The columns' names.</param>
    /// <param name="parameters">XGBoost's own names and values.</param>
    /// <param name="rounds">How many trees.</param>
    /// <exception cref="MimicException">A parameter is unknown or refused.</exception>
    public static XgBoostBooster Train(
        XgBoostMatrix training, IReadOnlyList<string> names, IReadOnlyDictionary<string, string> parameters, int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(names.Count, training.Columns);
        XgBoost.Attach();
        var held = false;
        XgBoostBooster? booster = null;
        try
        {
            training.DangerousAddRef(ref held);
            XgBoost.Check(XgBoost.BoosterCreate([training.DangerousGetHandle()], 1, out booster), "a new model");
            booster._columns = training.Columns;
            foreach (var (name, value) in parameters)
            {
                XgBoost.Check(XgBoost.BoosterSetParam(booster, name, value), $"the parameter {name}");
            }

            XgBoost.Check(XgBoost.BoosterSetParam(booster, "validate_parameters", "1"), "the check of parameters");
            // The names of a matrix do not reach the model; without this it would call its columns f0, f1, ...
            XgBoost.Check(XgBoost.BoosterSetNames(booster, "feature_name", [.. names], (ulong)names.Count), "the column names");
            _ = XgBoost.TakeMessages();
            for (var round = 0; round < rounds; round++)
            {
                XgBoost.Check(XgBoost.BoosterUpdate(booster, round, training), "the training");
                if (round == 0)
                {
                    RefuseUnknownParameters();
                }
            }

            return booster;
        }
        catch
        {
            booster?.Dispose();
            throw;
        }
        finally
        {
            if (held)
            {
                training.DangerousRelease();
            }
        }
    }

    /// <summary>Loads a model from JSON. The caller has checked its length and hash: a cut model can crash older versions.</summary>
    /// <param name="json">What <see cref="Save"/> gave.</param>
    /// <param name="columns">The number of columns the model must have.</param>
    /// <param name="threads">How many threads may predict.</param>
    /// <exception cref="MimicException">XGBoost cannot read it, or it has another number of columns.</exception>
    public static XgBoostBooster Load(ReadOnlySpan<byte> json, int columns, int threads)
    {
        XgBoost.Attach();
        XgBoost.Check(XgBoost.BoosterCreate([], 0, out var booster), "a new model");
        try
        {
            XgBoost.Check(XgBoost.BoosterLoad(booster, json, (ulong)json.Length), "the saved model");
            XgBoost.Check(XgBoost.BoosterSetParam(booster, "nthread", $"{threads}"), "the parameter nthread");
            XgBoost.Check(XgBoost.BoosterWidth(booster, out var width), "the number of columns");
            if (width != (ulong)columns)
            {
                throw new MimicException(
                    $"The saved trees have {width} columns; the model says {columns}.",
                    "Train and save the model again.");
            }

            booster._columns = columns;
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    /// <summary>Predicts rows.</summary>
    /// <param name="matrix">As many columns as in training; XGBoost itself would accept fewer without a word.</param>
    /// <param name="output">What to compute.</param>
    /// <returns>One number per row; for contributions one per row and column, and the base value.</returns>
    /// <exception cref="MimicException">The number of columns differs.</exception>
    public float[] Predict(XgBoostMatrix matrix, XgBoostOutput output)
    {
        if (matrix.Columns != _columns)
        {
            throw new MimicException(
                $"The table has {matrix.Columns} columns; the model was trained on {_columns}.",
                "Give the model the columns of its training.");
        }

        XgBoost.Attach();
        var config = $$"""{"type": {{(int)output}}, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": true}""";
        XgBoost.Check(XgBoost.BoosterPredict(this, matrix, config, out var shape, out var dimensions, out var values), "the prediction");
        var extents = new long[(int)dimensions];
        Marshal.Copy(shape, extents, 0, extents.Length);
        var expected = output == XgBoostOutput.Contributions ? (long)matrix.Rows * (_columns + 1) : matrix.Rows;
        var length = extents.Aggregate(1L, (product, extent) => product * extent);
        if (length != expected)
        {
            throw new MimicException(
                $"XGBoost answered with {length} numbers instead of {expected}.",
                "Install a version from 1.7 to 3.x.");
        }

        // The memory belongs to the booster and lasts until its next call.
        var copy = new float[length];
        Marshal.Copy(values, copy, 0, copy.Length);
        return copy;
    }

    /// <summary>The model as JSON in UTF-8, XGBoost's own format.</summary>
    public byte[] Save()
    {
        XgBoost.Attach();
        XgBoost.Check(XgBoost.BoosterSave(this, """{"format": "json"}""", out var length, out var bytes), "the saving of the model");
        var copy = new byte[length];
        Marshal.Copy(bytes, copy, 0, copy.Length);
        return copy;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => XgBoost.BoosterFree(handle) == 0;

    private static void RefuseUnknownParameters()
    {
        // XGBoost only warns: Parameters: { "name" } are not used.
        var warning = XgBoost.TakeMessages().FirstOrDefault(m => m.Contains("Parameters: {", StringComparison.Ordinal));
        if (warning is not null)
        {
            var start = warning.IndexOf('{') + 1;
            var end = warning.IndexOf('}', start);
            throw new MimicException(
                $"XGBoost has no parameter {warning[start..(end < 0 ? warning.Length : end)].Trim()}.",
                "Compare the spelling with XGBoost's list of parameters.");
        }
    }
}
