using System.Net;
using Alforis.Workflows.Host.Auth;
using Dapper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Alforis.Workflows.Host.Tests.Api;

public sealed class EveryEndpointTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    [Fact]
    public async Task Endpoints_All_SayWhoMayCallThem()
    {
        await using var host = await ApiHost.StartAsync();

        var silent = host.Endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<IAuthorizeData>() is null).Select(e => e.DisplayName);

        Assert.NotEmpty(host.Endpoints);
        Assert.Empty(silent);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/auth/login", HttpStatusCode.MethodNotAllowed)]
    public async Task Request_ThatNoEndpointTakes_IsToldSo(string method, string address, HttpStatusCode expected)
    {
        var host = shared.Host;
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));

        var problem = await host.Anonymous.SendAsync(request, TestContext.Current.CancellationToken).JsonAsync(expected);

        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Permissions_ThatEndpointsAskFor_AreInTheTables()
    {
        await using var host = await ApiHost.StartAsync();
        await using var connection = await host.Database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var known = await connection.QueryAsync<string>("SELECT resource || ':' || action FROM public.permissions");

        var asked = host.Endpoints.SelectMany(e => e.Metadata.GetOrderedMetadata<PermissionAttribute>()).Select(p => p.Permission);

        Assert.Empty(asked.Except(known, StringComparer.Ordinal));
    }
}
