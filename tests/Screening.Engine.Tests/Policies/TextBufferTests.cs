using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Tests.Policies;

/// <summary>The buffer in which texts are composed: it grows, it is cut, and the result is what was appended.</summary>
public sealed class TextBufferTests
{
    [Fact]
    public void AppendedParts_AreTakenAsOneText_AlsoPastTheInitialCapacity()
    {
        var buffer = new TextBuffer();
        var expected = "";
        for (var number = 0; number < 400; number++)
        {
            buffer.Append($"part {number} ");
            buffer.Append(number * 1.5);
            buffer.Append(FactValue.Of(number / 4.0));
            buffer.Append(FactValue.Of("code"));
            expected += string.Create(CultureInfo.InvariantCulture, $"part {number} {number * 1.5}{number / 4.0}code");
            Assert.Equal(expected.Length, buffer.Length);
        }

        Assert.True(expected.Length > 2 * 2048);
        Assert.Equal(expected, buffer.Take());
        Assert.Equal((0, ""), (buffer.Length, buffer.Take()));
        // One text longer than twice the capacity.
        var fresh = new TextBuffer();
        fresh.Append(new string('x', 10_000));
        Assert.Equal(new string('x', 10_000), fresh.Take());
    }

    [Fact]
    public void CutText_IsRemoved_AndAPartCanBeReadBefore()
    {
        var buffer = new TextBuffer();
        buffer.Append("kept and forgotten");
        Assert.Equal("and", buffer.Between(5, 8).ToString());
        buffer.CutAt(4);
        buffer.Append("!");
        Assert.Equal("kept!", buffer.Take());
    }
}
