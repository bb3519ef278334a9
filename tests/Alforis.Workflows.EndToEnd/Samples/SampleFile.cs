using System.Text.Json;

namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>A file of samples/workflows or samples/older.</summary>
/// <param name="Folder">The folder below samples.</param>
/// <param name="Name">The file's name without its ending.</param>
internal sealed record SampleFile(string Folder, string Name)
{
    /// <summary>The address that an old sample calls; whoever uses it writes an own one there.</summary>
    private const string SomebodysAddress = "https://hooks.example.com";

    private static readonly string Root = Path.Combine(Repository.Root, "samples");

    /// <summary>All files that there are.</summary>
    public static IReadOnlyList<SampleFile> All { get; } =
    [
        .. from folder in new[] { "older", "workflows" }
           from file in Directory.GetFiles(Path.Combine(Root, folder), "*.json")
           orderby file
           select new SampleFile(folder, Path.GetFileNameWithoutExtension(file)),
    ];

    /// <summary>What the copy is called.</summary>
    public string NameOfCopy => NameOf(Text) + " (copie)";

    private string Text => File.ReadAllText(Path.Combine(Root, Folder, Name + ".json"));

    public static SampleFile Named(string sample) => All.Single(s => s.ToString() == sample);

    /// <summary>Makes what a user makes of a sample: a copy of another name, which is no template, with an address of one's own.</summary>
    public string CopyTo(string folder, string address)
    {
        var copy = Path.Combine(folder, Name + ".json");
        var text = Text
            .Replace("\"is_template\": true", "\"is_template\": false", StringComparison.Ordinal)
            .Replace(SomebodysAddress, address, StringComparison.Ordinal);
        var at = text.IndexOf("\"name\": \"", StringComparison.Ordinal) + "\"name\": \"".Length;
        var end = text.IndexOf("\",", at, StringComparison.Ordinal);
        File.WriteAllText(copy, text.Insert(end, " (copie)"));
        return copy;
    }

    public override string ToString() => $"{Folder}/{Name}";

    private static string NameOf(string text) => JsonElement.Parse(text).GetProperty("name").GetString()!;
}
