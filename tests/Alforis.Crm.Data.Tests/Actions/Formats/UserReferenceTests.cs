using Alforis.Crm.Data.Actions.Formats;

namespace Alforis.Crm.Data.Tests.Actions.Formats;

public sealed class UserReferenceTests
{
    [Theory]
    [InlineData("42", "Id", 42, "42")]
    [InlineData(" 42 ", "Id", 42, "42")]
    [InlineData("9223372036854775807", "Id", long.MaxValue, "9223372036854775807")]
    [InlineData("Anne@Exemple.FR", "Email", 0, "anne@exemple.fr")]
    [InlineData("role:manager", "Role", 0, "role:manager")]
    [InlineData("Role: Manager", "Role", 0, "role:manager")]
    public void Parse_Reference_IsRead(string text, string kind, long id, string written)
    {
        var reference = UserReference.Parse(text);

        Assert.NotNull(reference);
        Assert.Equal((kind, id, written), (reference.Value.Kind.ToString(), reference.Value.Id, reference.Value.ToString()));
        Assert.Null(new RecipientFormat().Check(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("9223372036854775808")]
    [InlineData("anne")]
    [InlineData("anne@")]
    [InlineData("Anne <anne@exemple.fr>")]
    [InlineData("a@b.fr, c@d.fr")]
    [InlineData("role:")]
    [InlineData("role:  ")]
    public void Parse_Nobody_IsNull(string text)
    {
        Assert.Null(UserReference.Parse(text));
        Assert.Contains($"'{text}' is nobody", new RecipientFormat().Check(text), StringComparison.Ordinal);
        Assert.Contains($"'{text}' is no user", new UserFormat().Check(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_RoleWhereOneUserIsWanted_IsRefused() =>
        Assert.Contains("is no user", new UserFormat().Check("role:manager"), StringComparison.Ordinal);
}
