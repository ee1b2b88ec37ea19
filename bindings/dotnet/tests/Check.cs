using System;
using System.Runtime.CompilerServices;
using Effaith;

/// <summary>What the tests check with: each failure is printed with its place, and counted.</summary>
internal static class Check
{
    private static int made;
    private static int failed;

    internal static void That(
        bool holds, string what, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ++made;
        if (holds) return;
        ++failed;
        Console.WriteLine(file + ":" + line + ": does not hold: " + what);
    }

    internal static void Same<T>(
        T found, T expected, string what, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        That(Equals(found, expected), what + " is " + expected + "; found " + found, file, line);
    }

    /// <summary>The exception that an action must throw.</summary>
    internal static T Throws<T>(
        Action action, string what, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : Exception
    {
        try
        {
            action();
        }
        catch (T expected)
        {
            That(true, what, file, line);
            return expected;
        }
        catch (Exception other)
        {
            That(false, what + " throws " + typeof(T).Name + "; found " + other, file, line);
            return null;
        }
        That(false, what + " throws " + typeof(T).Name, file, line);
        return null;
    }

    internal static void Fails(
        Action action, Status status, string where, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        EffaithException exception =
            Throws<EffaithException>(action, "a call that fails", file, line);
        if (exception == null) return;
        Same(exception.Status, status, "status", file, line);
        Same(exception.Where, where, "place", file, line);
        That(exception.Message.Length > 0, "there is a message", file, line);
    }

    /// <summary>Prints the sum, and gives the exit code.</summary>
    internal static int Done()
    {
        Console.WriteLine("dotnet: " + made + " checks, " + failed + " failed");
        return failed == 0 && made > 0 ? 0 : 1;
    }
}
