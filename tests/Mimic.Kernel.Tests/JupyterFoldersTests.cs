using Mimic.Kernel.Jupyter;

namespace Mimic.Kernel.Tests;

public sealed class JupyterFoldersTests
{
    [Theory]
    [InlineData(PlatformID.Unix, "", "home/.local/share/jupyter")]
    [InlineData(PlatformID.Unix, "XDG_DATA_HOME=xdg", "xdg/jupyter")]
    [InlineData(PlatformID.MacOSX, "XDG_DATA_HOME=xdg", "home/Library/Jupyter")]
    [InlineData(PlatformID.Win32NT, "APPDATA=roaming", "roaming/jupyter")]
    [InlineData(PlatformID.Win32NT, "", "home/.jupyter/data")]
    [InlineData(PlatformID.Win32NT, "JUPYTER_CONFIG_DIR=config", "config/data")]
    [InlineData(PlatformID.MacOSX, "JUPYTER_DATA_DIR=given", "given")]
    public void The_folder_of_the_user_is_where_jupyter_looks(PlatformID system, string variable, string expected)
    {
        var set = variable.Split('=');
        Assert.Equal(expected, JupyterFolders.User(name => name == set[0] ? set[1] : null, "home", system).Replace('\\', '/'));
    }
}
