using System.Text.Json.Nodes;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Tests;

public sealed class NotebookFileTests
{
    private const string Json =
        """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "attachments": {"p.png": {"image/png": "AAAA"}},
           "id": "intro",
           "metadata": {"own": [1, 2]},
           "source": ["# Title\n", "text"]
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "c1",
           "metadata": {"tags": ["parameters"], "polyglot_notebook": {"kernelName": "csharp"}},
           "outputs": [
            {"name": "stdout", "output_type": "stream", "text": ["a\n", "b"]},
            {"data": {"application/json": {"x": 1}, "text/plain": "x"}, "execution_count": 3, "metadata": {"m": true}, "output_type": "execute_result"},
            {"ename": "E", "evalue": "v", "output_type": "error", "traceback": ["t"]}
           ],
           "source": "var x = 1;"
          },
          {"cell_type": "raw", "id": "r", "metadata": {}, "source": []}
         ],
         "metadata": {"kernelspec": {"name": ".net-csharp"}, "unknown": {"deep": [null, "ü"]}},
         "nbformat": 4,
         "nbformat_minor": 5,
         "extra": 1
        }
        """;

    [Fact]
    public void Reading_and_writing_keeps_what_the_class_does_not_know()
    {
        var written = JsonNode.Parse(NotebookFile.Parse(Json).ToJson())!;
        var original = JsonNode.Parse(Json)!;

        // The two ways of nbformat to write a text are the same text.
        original["cells"]![1]!["source"] = new JsonArray("var x = 1;");
        original["cells"]![1]!["outputs"]![1]!["data"]!["text/plain"] = new JsonArray("x");
        Assert.True(JsonNode.DeepEquals(original, written), written.ToJsonString());
    }

    [Fact]
    public void Written_text_is_stable()
    {
        var once = NotebookFile.Parse(Json).ToJson();
        Assert.Equal(once, NotebookFile.Parse(once).ToJson());
        Assert.DoesNotContain("\\u00fc", once, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Cells_are_named_by_their_place_among_their_kind()
    {
        var notebook = NotebookFile.Parse(Json);
        Assert.Equal(["text cell 1", "code cell 1"], notebook.Cells.Take(2).Select(notebook.Label));
        Assert.Equal("Title", notebook.Title);
    }

    [Fact]
    public void A_new_notebook_has_the_metadata_that_every_front_end_understands()
    {
        var json = JsonNode.Parse(new NotebookFile([NotebookCell.Code("1", "a", "parameters")]).ToJson())!;
        Assert.Equal(".net-csharp", (string?)json["metadata"]!["kernelspec"]!["name"]);
        Assert.Equal("csharp", (string?)json["cells"]![0]!["metadata"]!["polyglot_notebook"]!["kernelName"]);
        Assert.Equal("parameters", (string?)json["cells"]![0]!["metadata"]!["tags"]![0]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"nbformat\": 3, \"cells\": []}")]
    [InlineData("{\"nbformat\": 4}")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"heading\"}]}")]
    public void A_file_that_is_no_notebook_is_refused_by_name(string text)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.ipynb", text);
        Assert.Contains("x.ipynb is not a notebook", Assert.Throws<MimicException>(() => NotebookFile.Read(path)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_notebook_is_one_clear_message() =>
        Assert.StartsWith("There is no notebook", Assert.Throws<MimicException>(() => NotebookFile.Read("nowhere.ipynb")).Problem, StringComparison.Ordinal);
}
