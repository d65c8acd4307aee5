using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Tests.Policies;

/// <summary>The room in which texts are put together: it grows, it forgets, and what is taken is what was put in.</summary>
public sealed class TextBufferTests
{
    [Fact]
    public void WhateverIsAppended_IsTakenAsOneText_AlsoPastTheRoomItBeginsWith()
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
        // One text longer than twice the room.
        var fresh = new TextBuffer();
        fresh.Append(new string('x', 10_000));
        Assert.Equal(new string('x', 10_000), fresh.Take());
    }

    [Fact]
    public void WhatIsCut_IsForgotten_AndAPartCanBeReadBefore()
    {
        var buffer = new TextBuffer();
        buffer.Append("kept and forgotten");
        Assert.Equal("and", buffer.Between(5, 8).ToString());
        buffer.CutAt(4);
        buffer.Append("!");
        Assert.Equal("kept!", buffer.Take());
    }
}
