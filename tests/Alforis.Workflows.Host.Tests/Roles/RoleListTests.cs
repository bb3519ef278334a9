using Alforis.Workflows.Host.Roles;

namespace Alforis.Workflows.Host.Tests.Roles;

public sealed class RoleListTests
{
    [Theory]
    [InlineData("api", "api")]
    [InlineData("worker,dispatcher", "dispatcher,worker")]
    [InlineData(" Scheduler , API,api,", "api,scheduler")]
    [InlineData("scheduler,worker,dispatcher,api", "api,dispatcher,worker,scheduler")]
    public void Parse_NamesOfRoles_AreThoseRolesInOrder(string text, string expected) => Assert.Equal(expected, RoleList.Text(RoleList.Parse(text)!.Value));

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("none")]
    [InlineData("all")]
    [InlineData("1")]
    [InlineData("api;worker")]
    [InlineData("api,wörker")]
    public void Parse_SomethingElse_IsNothing(string text) => Assert.Null(RoleList.Parse(text));
}
