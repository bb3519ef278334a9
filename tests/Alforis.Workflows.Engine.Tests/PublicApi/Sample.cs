namespace Alforis.Workflows.Engine.Tests.PublicApi;

/// <summary>One of everything that a public API may have.</summary>
public static class Sample
{
    public delegate T Call<T>(in T value, params string[] others);

    public enum Kind
    {
        A,
        B = 5,
    }

    public readonly record struct Point(int X)
    {
        public override string ToString() => "";
    }

    public sealed class Box<T> : List<T>, IDisposable
        where T : class
    {
        public const string Name = "box";

        public Box(IReadOnlyList<string?> names, int? size = 3) => Label = $"{names.Count}{size}";

        internal Box() => Label = "";

        public required string Label { get; set; }

        public T? First => Count > 0 ? this[0] : null;

        public string this[string key] => key;

        public static (int, string?) Pair<TOther>(ref TOther other)
            where TOther : struct => (0, other.ToString());

        public void Dispose() => Clear();
    }
}
