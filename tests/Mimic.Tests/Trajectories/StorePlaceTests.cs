using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

/// <summary>What a run leaves behind that is killed while it puts a new store in the place of an old one.</summary>
public class StorePlaceTests
{
    [Fact]
    public void An_old_store_that_was_moved_aside_is_moved_back_by_the_next_reader()
    {
        using var folder = Killed();
        Assert.Equal(3, TrajectoryStore.Open(folder["store"]).SubjectIds.Count);
        Assert.False(Directory.Exists(folder["store.old"]));
    }

    [Fact]
    public void An_old_store_that_was_moved_aside_is_moved_back_by_the_next_writer()
    {
        using var folder = Killed();
        using (var writer = new MedsStoreWriter(folder["store"], StoreSamples.Info))
        {
            Assert.Equal(3, TrajectoryStore.Open(folder["store"]).SubjectIds.Count);
        }

        Assert.Equal(["store"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void An_old_store_is_not_moved_back_while_a_new_one_is_being_put_there()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(3));
        using var writer = new MedsStoreWriter(folder["store"], StoreSamples.Info);
        Directory.Move(folder["store"], folder["store.old"]);
        Assert.Throws<MimicException>(() => TrajectoryStore.Open(folder["store"]));
        Assert.True(Directory.Exists(folder["store.old"]));
    }

    [Fact]
    public void An_old_store_beside_the_new_one_is_removed_by_the_next_writer()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(3));
        StoreSamples.Store(folder["store.old"], StoreSamples.Patients(9));
        Assert.Equal(3, TrajectoryStore.Open(folder["store"]).SubjectIds.Count);
        StoreSamples.Store(folder["store"], StoreSamples.Patients(4));
        Assert.Equal(["store"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Half_an_old_store_is_not_moved_back()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["store.old/data"]);
        Assert.Contains("There is no folder", Assert.Throws<MimicException>(() => TrajectoryStore.Open(folder["store"])).Message);
        Assert.True(Directory.Exists(folder["store.old"]));
    }

    [Fact]
    public void What_a_run_left_that_was_killed_after_it_had_published_is_cleared_by_the_next_one()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(3));
        StoreSamples.Store(folder["store.old"], StoreSamples.Patients(9));
        folder.Write("store/writing.lock", string.Empty);
        StorePlace.Tidy(folder["store"]);
        Assert.Equal(["store"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
        Assert.Equal(["data", "metadata"], Directory.EnumerateFileSystemEntries(folder["store"]).Select(Path.GetFileName).Order());
        Assert.Equal(3, TrajectoryStore.Open(folder["store"]).SubjectIds.Count);
    }

    [Fact]
    public void What_another_run_is_working_on_is_not_cleared()
    {
        using var folder = new TemporaryFolder();
        using var place = StorePlace.Claim(folder["store"]);
        File.WriteAllText(Path.Combine(place.PartialFolder, "data"), "unfinished");
        StorePlace.Tidy(folder["store"]);
        Assert.True(File.Exists(folder["store.partial/data"]));
        Assert.Contains("Another run", Assert.Throws<MimicException>(() => StorePlace.Claim(folder["store"])).Problem);
    }

    [Fact]
    public void A_place_that_was_given_up_leaves_the_old_store_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(3));
        using (StorePlace.Claim(folder["store"]))
        {
            // As a run does that then cannot move the new store to its place.
            Directory.Move(folder["store"], folder["store.old"]);
        }

        Assert.Equal(["store"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
        Assert.Equal(3, TrajectoryStore.Open(folder["store"]).SubjectIds.Count);
    }

    [Fact]
    public void The_lock_of_a_published_store_is_gone()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(3));
        Assert.Equal(["data", "metadata"], Directory.EnumerateFileSystemEntries(folder["store"]).Select(Path.GetFileName).Order());
    }

    private static TemporaryFolder Killed()
    {
        var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(3));
        Directory.Move(folder["store"], folder["store.old"]);
        Directory.CreateDirectory(folder["store.partial/data"]);
        File.WriteAllText(folder["store.partial/writing.lock"], string.Empty);
        return folder;
    }
}
