namespace Alforis.Workflows.Engine.Compilation;

/// <summary>A constant of a condition outside of the code that reads it, in its own type so that reading unboxes nothing.</summary>
internal sealed class Constant<T>(T value)
{
    public readonly T Value = value;
}

/// <summary>Makes constants whose type is known only at run time.</summary>
internal static class Constants
{
    public static object Of(object value, Type type) => value switch
    {
        // Nearly all; the others go through reflection.
        string text when type == typeof(string) => new Constant<string>(text),
        long number when type == typeof(long) => new Constant<long>(number),
        int number when type == typeof(int) => new Constant<int>(number),
        decimal number when type == typeof(decimal) => new Constant<decimal>(number),
        double number when type == typeof(double) => new Constant<double>(number),
        bool truth when type == typeof(bool) => new Constant<bool>(truth),
        AnyNumber number => new Constant<AnyNumber>(number),
        byte[] utf8 => new Constant<byte[]>(utf8),
        _ when type == typeof(object) => new Constant<object>(value),
        _ => Activator.CreateInstance(typeof(Constant<>).MakeGenericType(type), value)!,
    };
}
