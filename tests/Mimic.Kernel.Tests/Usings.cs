global using Mimic.Tests;
global using Xunit;
