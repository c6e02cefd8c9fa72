using Shouldly;
using Xunit;

namespace Parley.Tests;

public class RoomPoolTests
{
    private readonly RoomPool<object> rooms = new(() => new());

    [Fact]
    public void A_room_given_back_is_lent_again()
    {
        object room = rooms.Take();
        rooms.GiveBack(room, RoomPool<object>.MostKept);
        rooms.Take().ShouldBeSameAs(room);
    }

    [Fact]
    public void No_two_callers_have_one_room() => rooms.Take().ShouldNotBeSameAs(rooms.Take());

    [Fact]
    public void A_room_that_is_not_given_back_is_not_lent_again()
    {
        object room = rooms.Take();
        rooms.Take().ShouldNotBeSameAs(room);
    }

    [Fact]
    public void What_a_very_long_report_was_read_in_is_not_kept()
    {
        object room = rooms.Take();
        rooms.GiveBack(room, RoomPool<object>.MostKept + 1);
        rooms.Take().ShouldNotBeSameAs(room);
    }
}
