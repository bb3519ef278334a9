using Alforis.Workflows.Engine.Compilation.Functions;
using Alforis.Workflows.Engine.Templates.Functions;

namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Expression ⇶ text, at least one row for each function. The examples of Scriban's reference come first.</summary>
public sealed class FunctionTests
{
    public static TheoryData<string, string> Cases { get; } = new()
    {
        { "\"Hello\" | string.append \" World\"", "Hello World" },
        { "note | string.append 1", "1" },
        { "\"test\" | string.capitalize", "Test" },
        { "note | string.capitalize", "" },
        { "\"This is easy\" | string.capitalizewords", "This Is Easy" },
        { "\"This is easy\" | string.contains \"easy\"", "true" },
        { "\"This is easy\" | string.contains ''", "false" },
        { "\"TeSt\" | string.downcase", "test" },
        { "\"\" | string.empty", "true" },
        { "\"This is easy\" | string.ends_with \"easy\"", "true" },
        { "\"Scriban\" | string.equals_ignore_case \"SCRIBAN\"", "true" },
        { "'100% M & Ms!!!' | string.handleize", "100-M-Ms" },
        { "'   too many spaces' | string.lstrip", "too many spaces" },
        { "\"world\" | string.pad_left 10", "     world" },
        { "(\"hello\" | string.pad_right 10) + '!'", "hello     !" },
        { "7 | string.pluralize 'product' 'products'", "products" },
        { "1 | string.pluralize 'product' 'products'", "product" },
        { "\"World\" | string.prepend \"Hello \"", "Hello World" },
        { "\"Hello, world. Goodbye, world.\" | string.remove \"world\"", "Hello, . Goodbye, ." },
        { "\"Hello, world. Goodbye, world.\" | string.remove_first \"world\"", "Hello, . Goodbye, world." },
        { "\"Hello, world. Goodbye, world.\" | string.remove_last \"world\"", "Hello, world. Goodbye, ." },
        { "\"Hello, world. Goodbye, world.\" | string.replace \"world\" \"buddy\"", "Hello, buddy. Goodbye, buddy." },
        { "\"Hello, world. Goodbye, world.\" | string.replace_first \"world\" \"buddy\"", "Hello, buddy. Goodbye, world." },
        { "'   too many spaces           ' | string.rstrip", "   too many spaces" },
        { "\"test\" | string.size", "4" },
        { "\"hello\" | string.slice 0", "hello" },
        { "\"hello\" | string.slice 1", "ello" },
        { "\"hello\" | string.slice 1 3", "ell" },
        { "\"hello\" | string.slice (-3) 2", "ll" },
        { "\"hello\" | string.slice1 0", "h" },
        { "\"hello\" | string.slice1 1 3", "ell" },
        { "'a,b,,c' | string.split ','", "a, b, c" },
        { "\"This is easy\" | string.starts_with \"This\"", "true" },
        { "'   too many spaces           ' | string.strip", "too many spaces" },
        { "\"This is a string.\\r\\n With \\nanother \\rstring\" | string.strip_newlines", "This is a string. With another string" },
        { "(\"123\" | string.to_int) + 1", "124" },
        { "(\"123678912345678\" | string.to_long) + 1", "123678912345679" },
        { "(\"123.4\" | string.to_double) + 1", "124.4" },
        { "(\"123.4\" | string.to_float) + 1", "124.4" },
        { "('no' | string.to_int) ?? 'none'", "none" },
        { "\"The cat came back the very next day\" | string.truncate 13", "The cat ca..." },
        { "\"The cat came back\" | string.truncate 8 '…'", "The cat…" },
        { "\"The cat\" | string.truncate 8", "The cat" },
        { "\"ab😀cd\" | string.truncate 6 '...'", "ab😀cd" },
        { "\"ab😀cd\" | string.truncate 4 '.'", "ab." },
        { "\"The cat came back the very next day\" | string.truncatewords 4", "The cat came back..." },
        { "\"test\" | string.upcase", "TEST" },
        { "\" \" | string.whitespace", "true" },
        { "-15.5 | math.abs", "15.5" },
        { "-5 | math.abs", "5" },
        { "4.6 | math.ceil", "5" },
        { "4.3 | math.ceil", "5" },
        { "8.4 | math.divided_by 2.0 | math.round 1", "4.2" },
        { "8.4 | math.divided_by 2", "4" },
        { "4.6 | math.floor", "4" },
        { "255 | math.format \"X4\"", "00FF" },
        { "1250000.5 | math.format 'N2'", "1,250,000.50" },
        { "amount | math.format '0.00'", "1250.50" },
        { "1523.5 | math.format \"N2\" \"fr-FR\"", "1\u202f523,50" },
        { "rebate | math.format 'N0'", "" },
        { "255 | math.is_number", "true" },
        { "\"yo\" | math.is_number", "false" },
        { "255 | math.minus 5", "250" },
        { "11 | math.modulo 10", "1" },
        { "1 | math.plus 2", "3" },
        { "4.6 | math.round", "5" },
        { "4.3 | math.round", "4" },
        { "4.5612 | math.round 2", "4.56" },
        { "2.5 | math.round", "2" },
        { "2 | math.times 3", "6" },
        { "ratio | math.round 1", "0.1" },
        { "date.parse '2016/01/05' | date.add_days 1 | date.to_string '%d %b %Y'", "06 Jan 2016" },
        { "date.parse '2016/01/05' | date.add_months 1 | date.to_string '%d %b %Y'", "05 Feb 2016" },
        { "date.parse '2016/01/05' | date.add_years 1 | date.to_string '%d %b %Y'", "05 Jan 2017" },
        { "date.parse '2018--06--17' '%Y--%m--%d' | date.to_string '%d %b %Y'", "17 Jun 2018" },
        { "date.parse '2021/11/30 20:50:23Z' | date.to_string '%g'", "30 Nov 2021" },
        { "date.parse '2016/01/05' | date.to_string '%d %B %Y' 'fr-FR'", "05 janvier 2016" },
        { "date.parse '2026-03-31T09:00:00+02:00'", "2026-03-31T09:00:00+02:00" },
        { "day | date.add_days 30", "2016-02-04" },
        { "day | date.add_hours 36", "2016-01-06T12:00:00+01:00" },
        { "placed | date.add_minutes 90", "2013-09-13T00:19:27+02:00" },
        { "placed | date.add_seconds (-27)", "2013-09-12T22:49:00+02:00" },
        { "date.parse '2026-03-28 12:00' | date.add_days 1", "2026-03-29T12:00:00+02:00" },
        { "due | date.add_days 1", "" },
        { "date.now", "2026-04-01T00:30:00+02:00" },
        { "payload.when | date.to_string '%d/%m/%Y'", "31/03/2026" },
        { "payload.moment | date.to_string '%H:%M'", "09:00" },
        { "tags | array.compact", "b, a, b" },
        { "[1, 2, 3, 4] | array.contains 4", "true" },
        { "['open', 'closed'] | array.contains stage", "false" },
        { "[4, 5, 6] | array.first", "4" },
        { "[1, 2, 3] | array.join \"|\"", "1|2|3" },
        { "[4, 5, 6] | array.last", "6" },
        { "[4, 5, 6] | array.limit 2", "4, 5" },
        { "products | array.map 'title' | array.join '/'", "Orange/Banana/Apple" },
        { "payload.items | array.map \"qty\" | array.sort", "1, 2" },
        { "[4, 5, 6, 7, 8] | array.offset 2", "6, 7, 8" },
        { "[4, 5, 6, 7] | array.reverse", "7, 6, 5, 4" },
        { "[4, 5, 6] | array.size", "3" },
        { "[10, 2, 6] | array.sort", "2, 6, 10" },
        { "payload.list | array.sort | array.reverse", "3, 2, 1" },
        { "[1, 1, 4, 5, 8, 8] | array.uniq", "1, 4, 5, 8" },
        { "no_products | array.size", "0" },
        { "note | object.default \"Yo\"", "Yo" },
        { "'' | object.default \"Yo\"", "Yo" },
        { "\"<p>This is a paragraph</p>\" | html.escape", "&lt;p&gt;This is a paragraph&lt;/p&gt;" },
        { "\"Hello\\nworld\" | html.newline_to_br", "Hello<br />\nworld" },
        { "\"<p>This is a paragraph</p>\" | html.strip", "This is a paragraph" },
        { "\"a<SCRIPT x>b</script>c<style>d</STYLE>e<!-- <b> -->f\" | html.strip", "acef" },
        { "\"a<script>b<!-- c>d\" | html.strip", "abd" },
        { "\"1 < 2 and <\" | html.strip", "1 < 2 and <" },
        { "\"<!--><br>x</b>\" | html.strip", "x" },
        { "\"john@liquid.com\" | html.url_encode", "john%40liquid.com" },
        { "\"<hello> & <scriban>\" | html.url_escape", "%3Chello%3E%20&%20%3Cscriban%3E" },
        { "string.upcase 'x'", "X" },
        { "math.round(4.5612, 2) + 1", "5.56" },
        { "\"text\" |\n  string.append \"END\" |\n  string.prepend \"START\"", "STARTtextEND" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Render_Function_GivesWhatScribanGives(string expression, string text) => Assert.Equal(text, ShopSchema.Render("{{ " + expression + " }}"));

    [Theory]
    [InlineData("%a", "Thu")]
    [InlineData("%A", "Thursday")]
    [InlineData("%b %h", "Sep Sep")]
    [InlineData("%B", "September")]
    [InlineData("%c", "Thu Sep 12 22:49:27 2013")]
    [InlineData("%C", "20")]
    [InlineData("%d|%D|%e", "12|09/12/13|12")]
    [InlineData("%F", "2013-09-12")]
    [InlineData("%H %I %k %l", "22 10 22 10")]
    [InlineData("%j", "255")]
    [InlineData("%L %N", "000 000000000")]
    [InlineData("%m %M", "09 49")]
    [InlineData("%p %P", "PM pm")]
    [InlineData("%r", "10:49:27 PM")]
    [InlineData("%R", "22:49")]
    [InlineData("%s", "1379018967")]
    [InlineData("%S %T", "27 22:49:27")]
    [InlineData("%u %w", "4 4")]
    [InlineData("%U %V %W", "36 37 36")]
    [InlineData("%v", "12-SEP-2013")]
    [InlineData("%y %Y", "13 2013")]
    [InlineData("%Z", "+02:00")]
    [InlineData("100 %%", "100 %")]
    public void Render_DatePattern_WritesTheCodesOfScribansTable(string pattern, string text) =>
        Assert.Equal(text, ShopSchema.Render("{{ placed | date.to_string '" + pattern + "' }}"));

    [Fact]
    public void Table_EveryFunction_HasABodyAndACase()
    {
        var tested = Cases.Select(row => row.Data.Item1).ToList();

        Assert.All(FunctionTable.ByName.Keys, name => Assert.Contains(tested, expression => expression.Contains(name, StringComparison.Ordinal)));
        Assert.All(FunctionTable.ByName.Values, f => Assert.InRange(f.Parameters.Length, f.Required, 3));
        Assert.NotEmpty(TextFunctions.All);
    }
}
