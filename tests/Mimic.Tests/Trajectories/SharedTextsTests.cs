using System.Text;
using Mimic.Trajectories;
using Mimic.Trajectories.Building;

namespace Mimic.Tests.Trajectories;

public class SharedTextsTests
{
    [Fact]
    public void Every_text_has_one_number_however_short_or_often()
    {
        var names = new NameList();
        var texts = new SharedTexts(names);
        var random = new SeededRandom(5);
        for (var i = 0; i < 20_000; i++)
        {
            // Few letters, so that texts repeat and begin alike; zeros would be lost in words that are filled up with them.
            var text = new byte[random.Next(1, 20)];
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = random.Pick("ab\0"u8.ToArray());
            }

            var number = texts.NumberOf(text);
            Assert.True(number < 0 ? names.Find(text) < 0 : names[number].SequenceEqual(text), $"round {i}");
            Assert.Equal(names.Find(text) >= 0, number >= 0);
        }
    }

    [Fact]
    public void Empty_and_long_texts_and_those_beyond_sixteen_thousand_have_none()
    {
        var texts = new SharedTexts(new());
        Assert.Equal(EventDraft.None, texts.NumberOf([]));
        Assert.Equal(EventDraft.None, texts.NumberOf(new byte[EventBatch.LongestSharedText + 1]));
        Assert.All(Enumerable.Range(0, 1 << 14), i => Assert.Equal(i, texts.NumberOf(Encoding.UTF8.GetBytes($"text {i}"))));
        Assert.Equal(EventDraft.None, texts.NumberOf("one more"u8));
        Assert.Equal(5, texts.NumberOf("text 5"u8));
    }
}
