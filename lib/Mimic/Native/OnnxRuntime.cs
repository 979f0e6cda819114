using System.Runtime.InteropServices;

namespace Mimic.Native;

/// <summary>
/// The calls of ONNX Runtime's C API that this project uses. The library exports one function, which hands out a table of functions;
/// only the table of version 1 is asked for, whose slots are fixed for good, so every release from 1.0 on serves.
/// </summary>
internal static unsafe partial class OnnxRuntime
{
    /// <summary>ONNX's number of a type of values.</summary>
    internal const int Float = 1, Int64 = 7;

    private const string Library = NativeLibraries.OnnxRuntime;
    private const uint ApiVersion = 1;
    private const int LogNothing = 4; // only what is fatal: errors come back as exceptions

    private static readonly Lazy<Shared> Started = new(Start);

    private static nint Env => Started.Value.Env;

    /// <summary>The version of the library found, as 1.17.3.</summary>
    /// <exception cref="MimicException">The library is missing.</exception>
    public static string Version
    {
        get
        {
            NativeLibraries.Require(Library);
            return Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)((nint*)ApiBase())[1])()) ?? string.Empty;
        }
    }

    /// <summary>Loads a model from the bytes of its file.</summary>
    /// <param name="model">The whole file.</param>
    /// <param name="threads">How many threads one run may use.</param>
    /// <exception cref="OnnxException">The bytes are no model that the library can run.</exception>
    public static nint CreateSession(ReadOnlySpan<byte> model, int threads)
    {
        nint options = 0, session = 0;
        try
        {
            Check(((delegate* unmanaged[Cdecl]<nint*, nint>)Slot(10))(&options));
            Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)Slot(24))(options, threads));
            fixed (byte* bytes = model)
            {
                Check(((delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, nint*, nint>)Slot(8))(
                    Env, bytes, (nuint)model.Length, options, &session));
            }

            return session;
        }
        finally
        {
            Release(100, options);
        }
    }

    public static void ReleaseSession(nint session) => Release(95, session);

    public static void ReleaseValue(nint value) => Release(96, value);

    /// <summary>Inputs or outputs of a model, in its order.</summary>
    public static OnnxValueInfo[] Values(nint session, bool inputs)
    {
        nuint count;
        Check(((delegate* unmanaged[Cdecl]<nint, nuint*, nint>)Slot(inputs ? 30 : 31))(session, &count));
        var values = new OnnxValueInfo[(int)count];
        for (nuint i = 0; i < count; i++)
        {
            nint text, type;
            Check(((delegate* unmanaged[Cdecl]<nint, nuint, nint, nint*, nint>)Slot(inputs ? 36 : 37))(session, i, Started.Value.Allocator, &text));
            var name = Marshal.PtrToStringUTF8(text) ?? string.Empty;
            Check(((delegate* unmanaged[Cdecl]<nint, nint, nint>)Slot(76))(Started.Value.Allocator, text));
            Check(((delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint>)Slot(inputs ? 33 : 34))(session, i, &type));
            try
            {
                nint info;
                Check(((delegate* unmanaged[Cdecl]<nint, nint*, nint>)Slot(55))(type, &info));
                var (element, shape) = info == 0 ? (0, []) : Describe(info); // 0: a list or a map, no tensor
                values[i] = new(name, (OnnxElement)element, shape);
            }
            finally
            {
                Release(98, type);
            }
        }

        return values;
    }

    /// <summary>A tensor over memory of the caller, who must keep it in place until the value is released.</summary>
    public static nint CreateTensor(void* data, nuint bytes, ReadOnlySpan<long> shape, int element)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint>)Slot(49))(
                Started.Value.Memory, data, bytes, dimensions, (nuint)shape.Length, element, &value));
        }

        return value;
    }

    public static void Run(nint session, byte** inputNames, nint* inputs, nuint inputCount, byte** outputNames, nuint outputCount, nint* outputs) =>
        Check(((delegate* unmanaged[Cdecl]<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)Slot(9))(
            session, 0, inputNames, inputs, inputCount, outputNames, outputCount, outputs));

    /// <summary>The numbers and the shape of an output that the model declares as 32-bit floats.</summary>
    public static (float[] Values, long[] Shape) ReadFloats(nint value)
    {
        nint info, data;
        Check(((delegate* unmanaged[Cdecl]<nint, nint*, nint>)Slot(65))(value, &info));
        try
        {
            var (element, shape) = Describe(info);
            if (element != Float)
            {
                throw new OnnxException("an output is not of the type that the model declares");
            }

            nuint count;
            Check(((delegate* unmanaged[Cdecl]<nint, nuint*, nint>)Slot(64))(info, &count));
            Check(((delegate* unmanaged[Cdecl]<nint, nint*, nint>)Slot(51))(value, &data));
            return (new ReadOnlySpan<float>((void*)data, checked((int)count)).ToArray(), shape);
        }
        finally
        {
            Release(99, info);
        }
    }

    private static (int Element, long[] Shape) Describe(nint info)
    {
        int element;
        nuint count;
        Check(((delegate* unmanaged[Cdecl]<nint, int*, nint>)Slot(60))(info, &element));
        Check(((delegate* unmanaged[Cdecl]<nint, nuint*, nint>)Slot(61))(info, &count));
        var shape = new long[(int)count];
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged[Cdecl]<nint, long*, nuint, nint>)Slot(62))(info, dimensions, count));
        }

        return (element, shape);
    }

    // A status of 0 is success; any other is an object with a message, to be given back.
    private static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var text = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint, nint>)Slot(2))(status)) ?? string.Empty;
        Release(93, status);
        throw new OnnxException(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static void Release(int slot, nint thing)
    {
        if (thing != 0)
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)Slot(slot))(thing);
        }
    }

    private static nint Slot(int index) => Started.Value.Table[index];

    // One environment for the whole process, as the library wants it; it lives as long as the process.
    private static Shared Start()
    {
        NativeLibraries.Require(Library);
        var table = ((delegate* unmanaged[Cdecl]<uint, nint*>)((nint*)ApiBase())[0])(ApiVersion);
        nint env, memory, allocator;
        ReadOnlySpan<byte> name = "mimic\0"u8;
        fixed (byte* text = name)
        {
            CheckStart(((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)table[3])(LogNothing, text, &env));
        }

        CheckStart(((delegate* unmanaged[Cdecl]<int, int, nint*, nint>)table[69])(1, 0, &memory)); // an arena of ordinary memory
        CheckStart(((delegate* unmanaged[Cdecl]<nint*, nint>)table[78])(&allocator));
        return new(table, env, memory, allocator);
    }

    private static void CheckStart(nint status)
    {
        if (status != 0)
        {
            throw new MimicException(
                "ONNX Runtime was found but does not start.",
                "Run environment/setup.sh again, or set MIMIC_ONNXRUNTIME to another file of the library.");
        }
    }

    [LibraryImport(Library, EntryPoint = "OrtGetApiBase")]
    private static partial nint ApiBase();

    private sealed class Shared(nint* table, nint env, nint memory, nint allocator)
    {
        public nint* Table { get; } = table;

        public nint Env { get; } = env;

        public nint Memory { get; } = memory;

        public nint Allocator { get; } = allocator;
    }
}

/// <summary>What ONNX Runtime said when it refused a call; <see cref="OnnxModel"/> adds the file and the remedy.</summary>
internal sealed class OnnxException(string reason) : Exception(reason);
