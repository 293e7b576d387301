// SPDX-License-Identifier: Apache-2.0

/// 2010: the people of System 2, under every number they have.
enum AddresseeScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.addressees, to: AddresseeSearchScreen.show)
        book.bind(.askAddressee, to: AddresseeSearchScreen.ask, again: AddresseeSearchScreen.page)
        book.bind(.foundAddressees, to: AddresseeSearchScreen.found)
        book.bind(.addressee, to: AddresseeScreen.show)
    }
}
