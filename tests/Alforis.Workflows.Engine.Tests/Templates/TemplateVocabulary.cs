namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>The paths that random templates may read, by the type of what they lead to.</summary>
/// <param name="Texts">Texts and enumerations.</param>
/// <param name="Numbers">Numbers.</param>
/// <param name="Truths">True or false.</param>
/// <param name="Dates">Dates and moments.</param>
/// <param name="Any">Whatever else can be written: lists of single values, free JSON.</param>
/// <param name="Lists">Lists of single values or free JSON, with the kind of their elements.</param>
/// <param name="Objects">Lists of objects.</param>
internal sealed record TemplateVocabulary(
    string[] Texts, string[] Numbers, string[] Truths, string[] Dates, string[] Any, (string Path, char Item)[] Lists, (string Path, ObjectVocabulary Item)[] Objects);

/// <summary>What objects of a list have, as paths from the element: <c>.name</c>.</summary>
internal sealed record ObjectVocabulary(string[] Texts, string[] Numbers, (string Path, ObjectVocabulary Item)[] Objects);
