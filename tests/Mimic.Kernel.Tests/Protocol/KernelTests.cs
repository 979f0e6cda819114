using System.Text.Json.Nodes;
using Mimic.Kernel.Wire;

namespace Mimic.Kernel.Tests.Protocol;

/// <summary>A kernel as a client sees it, message by message.</summary>
public sealed class KernelTests
{
    [Fact]
    public async Task Around_each_request_the_kernel_is_busy_and_then_idle_and_outputs_come_between()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        var id = await client.SendExecuteAsync("Console.WriteLine(\"a\");\nConsole.Error.WriteLine(\"b\");\n6 * 7");
        var heard = await client.OutputsAsync(id);
        Assert.Equal(["status", "execute_input", "stream", "stream", "execute_result", "status"], heard.Select(o => o.Type));
        Assert.Equal("busy", (string?)heard[0].Content["execution_state"]);
        Assert.Equal(1, (int?)heard[1].Content["execution_count"]);
        Assert.Equal("stdout a\n", $"{heard[2].Content["name"]} {heard[2].Content["text"]}");
        Assert.Equal("stderr", (string?)heard[3].Content["name"]);
        Assert.Equal("42", (string?)heard[4].Content["data"]!["text/plain"]);
        var reply = await client.ReplyAsync(client.Shell, id);
        Assert.Equal("ok 1", $"{reply["status"]} {reply["execution_count"]}");
    }

    [Fact]
    public async Task What_the_kernel_is_can_be_asked_on_shell_and_control_also_while_a_cell_runs()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        var info = await client.ReplyAsync(client.Shell, await client.SendAsync(client.Shell, "kernel_info_request"));
        Assert.Equal("C# .cs", $"{info["language_info"]!["name"]} {info["language_info"]!["file_extension"]}");
        var cell = await client.SendExecuteAsync("while (true) { }");
        Assert.Equal("ok", (string?)(await client.ReplyAsync(client.Control, await client.SendAsync(client.Control, "kernel_info_request")))["status"]);
        await client.SendAsync(client.Control, "interrupt_request");
        Assert.Equal("error", (string?)(await client.ReplyAsync(client.Shell, cell))["status"]);
    }

    [Fact]
    public async Task A_wrong_signature_is_dropped_and_logged_and_the_next_message_is_answered()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        using var stranger = await kernel.ConnectAsync("another key");
        await stranger.SendAsync(stranger.Shell, "shutdown_request");
        await client.SendAsync(client.Shell, "kernel_info_request", signature: new string('0', 64));
        await client.SendAsync(client.Shell, "kernel_info_request", signature: string.Empty);
        await client.Shell.SendAsync("<IDS|MSG>"u8.ToArray(), [1, 2, 3]);
        await client.Shell.SendAsync([1], [2]);
        var id = await client.SendAsync(client.Shell, "kernel_info_request");
        Assert.Equal("ok", (string?)(await client.ReplyAsync(client.Shell, id))["status"]);
        Assert.Equal(3, kernel.Log.Split("its signature is wrong").Length - 1);
        Assert.Equal(2, kernel.Log.Split("it has too few frames").Length - 1);
    }

    [Fact]
    public async Task A_cell_that_fails_stops_those_that_wait_unless_asked_not_to()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync("var go = new System.Threading.ManualResetEventSlim();");

        // All three wait in the kernel before the first fails.
        var failing = await client.SendExecuteAsync("go.Wait(1000); throw new InvalidOperationException(\"no\");");
        var second = await client.SendExecuteAsync("1");
        var third = await client.SendExecuteAsync("2");
        Assert.Equal("error", (string?)(await client.ReplyAsync(client.Shell, failing))["status"]);
        Assert.Equal("aborted", (string?)(await client.ReplyAsync(client.Shell, second))["status"]);
        Assert.Equal("aborted", (string?)(await client.ReplyAsync(client.Shell, third))["status"]);
        failing = await client.SendExecuteAsync("go.Wait(100); throw new InvalidOperationException(\"no\");", new() { ["stop_on_error"] = false });
        second = await client.SendExecuteAsync("1");
        await client.ReplyAsync(client.Shell, failing);
        Assert.Equal("ok", (string?)(await client.ReplyAsync(client.Shell, second))["status"]);
    }

    [Fact]
    public async Task An_error_names_the_line_of_its_cell_and_nothing_of_the_machinery()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync("int Half(int x)\n{\n    if (x % 2 == 1) throw new ArgumentException(\"odd\");\n    return x / 2;\n}");
        var (outputs, reply) = await client.ExecuteAsync("var a = 1;\nforeach (var b in new[] { 2, 3 })\n    a += Half(b);");
        var error = Assert.Single(outputs).Content;
        Assert.Equal("ArgumentException: odd", $"{error["ename"]}: {error["evalue"]}");
        Assert.Equal(
            ["cell [2], line 3: ArgumentException", "odd", "   in cell [1], line 3, in Half", "   in cell [2], line 3"],
            error["traceback"]!.AsArray().Select(l => (string?)l));
        Assert.Equal("ArgumentException", (string?)reply["ename"]);
        Assert.Equal(2, (int?)reply["execution_count"]);
    }

    [Fact]
    public async Task Silent_cells_are_neither_counted_nor_heard()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        var id = await client.SendExecuteAsync("Console.WriteLine(1); var kept = 5; kept", new() { ["silent"] = true });
        Assert.Equal(["status", "status"], (await client.OutputsAsync(id)).Select(o => o.Type));
        Assert.Equal(0, (int?)(await client.ReplyAsync(client.Shell, id))["execution_count"]);
        var (_, reply) = await client.ExecuteAsync("kept", new() { ["store_history"] = false });
        Assert.Equal(0, (int?)reply["execution_count"]);
        (_, reply) = await client.ExecuteAsync("kept");
        Assert.Equal(1, (int?)reply["execution_count"]);
    }

    [Fact]
    public async Task Expressions_of_the_client_are_evaluated_after_the_cell_each_by_itself()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        var (_, reply) = await client.ExecuteAsync("var x = 20;", new() { ["user_expressions"] = new JsonObject { ["sum"] = "x + 1", ["bad"] = "nothing" } });
        Assert.Equal("ok", (string?)reply["status"]);
        Assert.Equal("21", (string?)reply["user_expressions"]!["sum"]!["data"]!["text/plain"]);
        Assert.Equal("error", (string?)reply["user_expressions"]!["bad"]!["status"]);
    }

    [Fact]
    public async Task A_cell_can_ask_and_the_client_that_runs_it_answers()
    {
        await using var kernel = new RunningKernel();
        using var other = await kernel.ConnectAsync();
        using var client = await kernel.ConnectAsync();
        var id = await client.SendExecuteAsync("Console.Write(\"Name? \");\n$\"Hello {Console.ReadLine()}\"", new() { ["allow_stdin"] = true });
        var asked = await client.ReceiveAsync(client.Stdin);
        Assert.Equal(("input_request", id), (asked.Type, asked.ParentId));
        await client.SendAsync(client.Stdin, "input_reply", new() { ["value"] = "Ada 😀" });
        var outputs = await client.OutputsAsync(id);
        Assert.Equal(["Name? ", "Hello Ada 😀"], outputs.Where(o => o.Type is "stream" or "execute_result").Select(o => (string?)(o.Content["text"] ?? o.Content["data"]!["text/plain"])));
        await client.ReplyAsync(client.Shell, id);
        var (refused, _) = await client.ExecuteAsync("Console.ReadLine()");
        Assert.Contains("this client cannot be asked", (string?)Assert.Single(refused).Content["evalue"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clients_share_the_variables_and_hear_each_others_outputs_but_get_their_own_replies()
    {
        await using var kernel = new RunningKernel();
        using var one = await kernel.ConnectAsync();
        using var two = await kernel.ConnectAsync();
        var id = await one.SendExecuteAsync("var shared = 5; shared");
        Assert.Contains(await two.OutputsAsync(id), o => o.Type == "execute_result");
        Assert.Equal("ok", (string?)(await one.ReplyAsync(one.Shell, id))["status"]);
        var (outputs, reply) = await two.ExecuteAsync("shared + 1");
        Assert.Equal("6", (string?)Assert.Single(outputs).Content["data"]!["text/plain"]);
        Assert.Equal(2, (int?)reply["execution_count"]);
    }

    [Fact]
    public async Task A_client_that_goes_away_and_comes_back_finds_the_session_as_it_was()
    {
        await using var kernel = new RunningKernel();
        using (var first = await kernel.ConnectAsync())
        {
            await first.ExecuteAsync("var kept = 7;");
            await first.SendExecuteAsync("kept = 8;");
        }

        using var again = await kernel.ConnectAsync();
        var (outputs, _) = await again.ExecuteAsync("kept");
        Assert.Equal("8", (string?)Assert.Single(outputs).Content["data"]!["text/plain"]);
    }

    [Fact]
    public async Task A_message_of_100_megabytes_closes_its_connection_and_no_other()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        using var large = await TestPeer.ConnectAsync(kernel.Channels.Shell.Address, "DEALER");
        await large.WriteAsync(new byte[] { 2, 0, 0, 0, 0, 0x06, 0x40, 0, 0 });
        await large.ReadToEndAsync();
        Assert.Contains("mimic kernel: shell: ", kernel.Log, StringComparison.Ordinal);
        Assert.Contains("announced a frame of 104,857,600 bytes", kernel.Log, StringComparison.Ordinal);
        Assert.Equal("ok", (string?)(await client.ExecuteAsync("1")).Reply["status"]);
    }

    [Fact]
    public async Task A_listener_that_reads_nothing_does_not_hold_up_the_cells()
    {
        await using var kernel = new RunningKernel(new WireLimits { QueuedBytes = 1 << 20 });
        using var slow = await TestPeer.ConnectAsync(kernel.Channels.Iopub.Address, "SUB");
        await slow.SubscribeAsync();
        using var client = await kernel.ConnectAsync();
        for (var i = 0; i < 20; i++)
        {
            var (outputs, _) = await client.ExecuteAsync("new string('x', 1_000_000)");
            Assert.Single(outputs);
        }

        Assert.Contains("it misses outputs", kernel.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_in_a_loop_make_few_messages()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        var (outputs, _) = await client.ExecuteAsync("for (var i = 0; i < 10_000; i++) Console.WriteLine(i);");
        Assert.InRange(outputs.Count, 1, 100);
        Assert.EndsWith("\n9999\n", string.Concat(outputs.Select(o => (string?)o.Content["text"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_shown_can_be_shown_anew_in_its_place()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync($"#r \"{typeof(MimicException).Assembly.Location.Replace('\\', '/')}\"\nusing static Mimic.Display.Notebook;");
        var (outputs, _) = await client.ExecuteAsync("var live = ShowLive(\"1 of 2\");\nConsole.WriteLine(\"between\");\nlive.Update(new Mimic.Display.Table(\"done\"));\nlive.IsLive");
        Assert.Equal(["display_data", "stream", "update_display_data", "execute_result"], outputs.Select(o => o.Type));
        Assert.Equal((string?)outputs[0].Content["transient"]!["display_id"], (string?)outputs[2].Content["transient"]!["display_id"]);
        Assert.Contains("<table", (string?)outputs[2].Content["data"]!["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_comes_as_html_as_text_and_as_a_plotly_object()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync($"#r \"{typeof(MimicException).Assembly.Location.Replace('\\', '/')}\"");
        var (outputs, _) = await client.ExecuteAsync("new Mimic.Charts.Chart(\"title\")");
        var data = Assert.Single(outputs).Content["data"]!.AsObject();
        Assert.Equal(["text/html", "application/vnd.plotly.v1+json", "text/plain"], data.Select(d => d.Key));
        Assert.IsType<JsonArray>(data["application/vnd.plotly.v1+json"]!["data"]);
    }

    [Fact]
    public async Task Widgets_are_declined_and_history_is_empty()
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        var open = await client.SendAsync(client.Shell, "comm_open", new() { ["comm_id"] = "c", ["target_name"] = "t", ["data"] = new JsonObject() });
        Assert.Equal(["status", "comm_close", "status"], (await client.OutputsAsync(open)).Select(o => o.Type));
        var comms = await client.ReplyAsync(client.Shell, await client.SendAsync(client.Shell, "comm_info_request"));
        Assert.Empty(comms["comms"]!.AsObject());
        var history = await client.ReplyAsync(client.Shell, await client.SendAsync(client.Shell, "history_request"));
        Assert.Empty(history["history"]!.AsArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shutdown_is_answered_on_either_channel_and_then_the_kernel_ends(bool overControl)
    {
        await using var kernel = new RunningKernel();
        using var client = await kernel.ConnectAsync();
        var channel = overControl ? client.Control : client.Shell;
        var id = await client.SendAsync(channel, "shutdown_request", new() { ["restart"] = true });
        var reply = await client.ReplyAsync(channel, id);
        Assert.Equal("ok true", $"{reply["status"]} {reply["restart"]!.ToJsonString()}");
        Assert.Equal(["status", "status"], (await client.OutputsAsync(id)).Select(o => o.Type));
        await kernel.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        await client.Shell.ReadToEndAsync();
    }
}
