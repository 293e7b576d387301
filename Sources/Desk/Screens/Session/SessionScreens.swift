// SPDX-License-Identifier: Apache-2.0

/// 0001: in and out, the own password, and what every page loads.
enum SessionScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.login, to: LoginScreen.show)
        book.bind(.enter, to: LoginScreen.enter)
        book.bind(.askPasskey, to: PasskeyScreen.show)
        book.bind(.answerPasskey, to: PasskeyScreen.answer)
        book.bind(.askTicket, to: RegisterPasskeyScreen.show)
        book.bind(.checkTicket, to: RegisterPasskeyScreen.check)
        book.bind(.registerPasskey, to: RegisterPasskeyScreen.register)
        book.bind(.prove, to: ProveScreen.show)
        book.bind(.answerProof, to: ProveScreen.answer)
        book.bind(.logout, to: LoginScreen.leave)
        book.bind(.password, to: PasswordScreen.show)
        book.bind(.changePassword, to: PasswordScreen.change)
        book.bind(.command, to: CommandScreen.show)
        book.bind(.allowCommand, to: CommandScreen.allow)
        book.bind(.style) { _ in
            .asset(try Templates.asset("desk.css"), type: "text/css; charset=utf-8")
        }
        book.bind(.script) { _ in
            .asset(try Templates.asset("desk.js"), type: "text/javascript; charset=utf-8")
        }
        book.bind(.icon) { _ in .asset(try Templates.asset("icon.svg"), type: "image/svg+xml") }
    }
}
