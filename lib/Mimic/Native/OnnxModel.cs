using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Mimic.Native;

/// <summary>
/// A neural network in an ONNX file, run by ONNX Runtime. The file is the user's own (<c>environment/export-encoders.py</c> makes
/// those of the published encoders); its SHA-256 says which one made a column.
/// </summary>
/// <remarks>
/// If a file of the same name with <c>.sha256</c> behind it lies beside the model, as sha256sum writes it, the model must match it: a
/// damaged weight is otherwise just another number, which nothing can notice.
/// </remarks>
public sealed partial class OnnxModel : IDisposable
{
    private readonly Session _session;

    private OnnxModel(string path, string sha256, Session session)
    {
        (Path, Sha256, _session) = (path, sha256, session);
        (Inputs, Outputs) = (
            OnnxRuntime.Values(session.DangerousGetHandle(), inputs: true), OnnxRuntime.Values(session.DangerousGetHandle(), inputs: false));
    }

    /// <summary>Whether ONNX Runtime is on this machine.</summary>
    public static bool IsAvailable => NativeLibraries.IsAvailable(NativeLibraries.OnnxRuntime);

    /// <summary>The version of ONNX Runtime, as 1.17.3.</summary>
    /// <exception cref="MimicException">It is missing.</exception>
    public static string RuntimeVersion => OnnxRuntime.Version;

    /// <summary>The model's file.</summary>
    public string Path { get; }

    /// <summary>The SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>What the model takes.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs { get; }

    /// <summary>What the model gives.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="path">An .onnx file with its weights inside, below 2 GB.</param>
    /// <param name="threads">How many threads one run may use; with 1 the same input always gives the same bits.</param>
    /// <exception cref="MimicException">The runtime or the file is missing, or the file is damaged or no model.</exception>
    public static OnnxModel Open(string path, int threads = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        NativeLibraries.Require(NativeLibraries.OnnxRuntime);
        var bytes = Read(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        CheckStatedHash(path, hash);
        Session? session = null;
        try
        {
            session = new(OnnxRuntime.CreateSession(bytes, threads));
            return new(path, hash, session);
        }
        catch (OnnxException e)
        {
            session?.Dispose();
            throw new MimicException(
                $"{path} is not an ONNX model that ONNX Runtime {RuntimeVersion} can run: {e.Message}.",
                "Make it again with environment/export-encoders.py, or copy it again and compare its checksum.", e);
        }
    }

    /// <summary>Runs the model for all its outputs of 32-bit floats. Several threads may run one model at once.</summary>
    /// <param name="inputs">One tensor for each of <see cref="Inputs"/>, in any order.</param>
    /// <returns>The outputs, in the model's order.</returns>
    /// <exception cref="MimicException">A name, type or shape is not the model's, or the computation fails.</exception>
    public IReadOnlyList<OnnxTensor> Run(params IReadOnlyList<OnnxTensor> inputs) =>
        Run(inputs, [.. Outputs.Where(o => o.Element == OnnxElement.Float).Select(o => o.Name)]);

    /// <summary>Runs the model for some of its outputs; what only the others need is not computed.</summary>
    /// <param name="inputs">One tensor for each of <see cref="Inputs"/>, in any order.</param>
    /// <param name="outputs">The names of the outputs wanted; they must hold 32-bit floats.</param>
    /// <returns>The outputs, in the order of the names.</returns>
    /// <exception cref="MimicException">A name, type or shape is not the model's, or the computation fails.</exception>
    public unsafe IReadOnlyList<OnnxTensor> Run(IReadOnlyList<OnnxTensor> inputs, IReadOnlyList<string> outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        CheckInputs(inputs);
        CheckOutputs(outputs);
        var pins = new List<GCHandle>();
        var (taken, given) = (new nint[inputs.Count], new nint[outputs.Count]);
        var held = false;
        try
        {
            _session.DangerousAddRef(ref held);
            for (var i = 0; i < inputs.Count; i++)
            {
                taken[i] = Tensor(inputs[i], pins);
            }

            fixed (nint* names = Names(inputs.Select(t => t.Name), pins), wanted = Names(outputs, pins), from = taken, to = given)
            {
                OnnxRuntime.Run(
                    _session.DangerousGetHandle(), (byte**)names, from, (nuint)taken.Length, (byte**)wanted, (nuint)given.Length, to);
            }

            var results = new OnnxTensor[outputs.Count];
            for (var i = 0; i < results.Length; i++)
            {
                var (values, shape) = OnnxRuntime.ReadFloats(given[i]);
                results[i] = OnnxTensor.Of(outputs[i], values, shape);
            }

            return results;
        }
        catch (OnnxException e)
        {
            // The runtime names an index out of bounds by its value, which may be a word of a note.
            throw new MimicException(
                $"The model {Path} fails on its input: {Index().Replace(e.Message, "idx")}.",
                "Check that the model, its vocabulary and the inputs belong together.");
        }
        finally
        {
            Array.ForEach(taken, OnnxRuntime.ReleaseValue);
            Array.ForEach(given, OnnxRuntime.ReleaseValue);
            pins.ForEach(p => p.Free());
            if (held)
            {
                _session.DangerousRelease();
            }
        }
    }

    /// <summary>Gives the model's memory back.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>File, hash, inputs and outputs.</summary>
    public override string ToString() =>
        $"{System.IO.Path.GetFileName(Path)} (SHA-256 {Sha256[..12]}...), takes {string.Join("; ", Inputs)}, gives {string.Join("; ", Outputs)}";

    private static byte[] Read(string path)
    {
        try
        {
            return File.Exists(path)
                ? File.ReadAllBytes(path)
                : throw new MimicException($"There is no model file {path}.", "environment/export-encoders.py makes the files of the published encoders.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException($"The model file {path} cannot be read: {e.Message}", "It must be readable, and below 2 GB.", e);
        }
    }

    private static void CheckStatedHash(string path, string hash)
    {
        var stated = path + ".sha256";
        if (File.Exists(stated) && !File.ReadAllText(stated).TrimStart().StartsWith(hash, StringComparison.OrdinalIgnoreCase))
        {
            throw new MimicException($"{path} does not have the checksum that stands in {stated}.", "Copy or make the model again.");
        }
    }

    private static unsafe nint Tensor(OnnxTensor tensor, List<GCHandle> pins)
    {
        pins.Add(GCHandle.Alloc((Array?)tensor.FloatArray ?? tensor.IntegerArray, GCHandleType.Pinned));
        var bytes = (nuint)(tensor.FloatArray?.Length * sizeof(float) ?? tensor.IntegerArray!.Length * (long)sizeof(long));
        return OnnxRuntime.CreateTensor((void*)pins[^1].AddrOfPinnedObject(), bytes, [.. tensor.Shape], (int)tensor.Element);
    }

    private static nint[] Names(IEnumerable<string> names, List<GCHandle> pins)
    {
        var pointers = new List<nint>();
        foreach (var name in names)
        {
            pins.Add(GCHandle.Alloc(Encoding.UTF8.GetBytes(name + '\0'), GCHandleType.Pinned));
            pointers.Add(pins[^1].AddrOfPinnedObject());
        }

        return [.. pointers];
    }

    private void CheckInputs(IReadOnlyList<OnnxTensor> inputs)
    {
        foreach (var tensor in inputs)
        {
            var expected = Inputs.FirstOrDefault(i => i.Name == tensor.Name) ?? throw Wrong($"has no input named {tensor.Name}");
            if (tensor.Element != expected.Element)
            {
                throw Wrong($"takes {expected.Element} for {tensor.Name}, not {tensor.Element}");
            }

            if (tensor.Shape.Count != expected.Shape.Count || tensor.Shape.Zip(expected.Shape).Any(d => d.Second >= 0 && d.First != d.Second))
            {
                throw Wrong($"does not take the shape [{string.Join(", ", tensor.Shape)}] for {tensor.Name}");
            }
        }

        if (Inputs.FirstOrDefault(i => inputs.Count(t => t.Name == i.Name) != 1) is { } other)
        {
            throw Wrong($"needs the input {other.Name} once");
        }
    }

    private void CheckOutputs(IReadOnlyList<string> outputs)
    {
        if (outputs.Count == 0)
        {
            throw Wrong("gives no 32-bit floats");
        }

        foreach (var name in outputs)
        {
            var output = Outputs.FirstOrDefault(o => o.Name == name) ?? throw Wrong($"has no output named {name}");
            if (output.Element != OnnxElement.Float)
            {
                throw Wrong($"gives {output.Element} in {name}, and only 32-bit floats are read");
            }
        }
    }

    private MimicException Wrong(string what) => new(
        $"The model {Path} {what}.", $"It takes {string.Join("; ", Inputs)}, and gives {string.Join("; ", Outputs)}.");

    [GeneratedRegex(@"\bidx=-?\d+")]
    private static partial Regex Index();

    private sealed class Session : SafeHandle
    {
        public Session(nint session)
            : base(0, ownsHandle: true) => SetHandle(session);

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            OnnxRuntime.ReleaseSession(handle);
            return true;
        }
    }
}
