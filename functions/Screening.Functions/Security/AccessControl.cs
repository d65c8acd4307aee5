using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Screening.Functions.Security;

/// <summary>
/// Deny is the default branch: an endpoint answers only when it names the <see cref="Access"/> it demands, or says that
/// it is anonymous. One that says nothing refuses everybody.
/// </summary>
public static class AccessControl
{
    /// <summary>Adds authentication by API key and one policy per <see cref="Access"/>.</summary>
    public static IServiceCollection AddAccessControl(this IServiceCollection services)
    {
        // The core alone: the whole of it would keep cookie keys on disk, and there are no cookies.
        services.AddAuthenticationCore(options =>
            options.AddScheme<ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, displayName: null));
        services.AddTransient<ApiKeyAuthentication>();
        services.AddWebEncoders();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessResult>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var access in Enum.GetValues<Access>())
        {
            authorization.AddPolicy(access.ToString(), policy => policy
                .RequireAuthenticatedUser()
                .RequireRole(AccessTable.RolesFor(access)));
        }

        var nobody = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build();
        authorization.SetFallbackPolicy(nobody).SetDefaultPolicy(nobody);
        return services;
    }

    /// <summary>Demands <paramref name="access"/> of whoever calls this endpoint.</summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoint, Access access)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(access.ToString());

    /// <summary>
    /// Lets routing say 404, 405 or 415 to those who have credentials; strangers get 401 for every path, and learn
    /// nothing about which exist.
    /// </summary>
    private sealed class AccessResult : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler usual = new();

        public Task HandleAsync(
            RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            var isMapped = context.GetEndpoint() is RouteEndpoint;
            return !isMapped && authorizeResult.Forbidden
                ? next(context)
                : usual.HandleAsync(next, context, policy, authorizeResult);
        }
    }
}
