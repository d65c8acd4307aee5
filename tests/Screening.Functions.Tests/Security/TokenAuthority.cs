using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Security;

/// <summary>An OpenID Connect authority on loopback, with its own keys, which it can rotate.</summary>
internal sealed class TokenAuthority : IAsyncDisposable
{
    public const string Audience = "screening-api";

    private readonly WebApplication web;
    private RSA key = RSA.Create(2048);
    private volatile bool isAway;

    private TokenAuthority(WebApplication web) => this.web = web;

    public string Address { get; private set; } = "";

    public string KeyId { get; private set; } = "key-1";

    /// <summary>Number of times its keys were read.</summary>
    public int KeyReads { get; private set; }

    public static async Task<TokenAuthority> StartAsync()
    {
        var builder = WebServer.CreateBuilder(new ScreeningAppOptions());
        var endpoint = new IPEndPoint(IPAddress.Loopback, 0);
        builder.WebHost.ListenOnly(endpoint);
        var web = builder.Build();
        var authority = new TokenAuthority(web);
        web.MapGet("/tenant/.well-known/openid-configuration", () => authority.isAway
            ? Results.StatusCode(500)
            : Results.Json(new { issuer = authority.Address, jwks_uri = authority.Address + "/keys" }));
        web.MapGet("/tenant/keys", () => authority.Keys());
        authority.Address = new Uri(await WebServer.ListenAsync(web, endpoint, CancellationToken.None), "/tenant").AbsoluteUri;
        return authority;
    }

    /// <summary>Stops responding, as an authority that is down.</summary>
    public void GoAway() => isAway = true;

    public void ComeBack() => isAway = false;

    /// <summary>Signs with a new key from now on, and publishes only that key.</summary>
    public void Rotate()
    {
        key = RSA.Create(2048);
        KeyId += "x";
    }

    /// <summary>A token with roles, valid for one hour from the given time.</summary>
    public string Token(DateTimeOffset from, IEnumerable<string> roles, Action<SecurityTokenDescriptor>? change = null)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            NotBefore = from.UtcDateTime,
            IssuedAt = from.UtcDateTime,
            Expires = from.UtcDateTime.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = "erp", ["roles"] = roles.ToArray() },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = KeyId }, "RS256"),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler().CreateToken(token);
    }

    /// <summary>The same token with another header, signed anew.</summary>
    public string TokenWithHeader(DateTimeOffset from, IEnumerable<string> roles, string header)
    {
        var signed = Base64UrlEncoder.Encode(header) + "." + Token(from, roles).Split('.')[1];
        var signature = key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return signed + "." + Base64UrlEncoder.Encode(signature);
    }

    /// <summary>The public key as a shared secret, which an algorithm-confused verifier would accept.</summary>
    public byte[] PublicKey() => key.ExportSubjectPublicKeyInfo();

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private IResult Keys()
    {
        KeyReads++;
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[]
            {
                new { kty = "RSA", use = "sig", alg = "RS256", kid = KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) },
            },
        });
    }
}
