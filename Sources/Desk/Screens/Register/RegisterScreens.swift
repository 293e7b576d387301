// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// 1140: the register of applications, one application, and its holds.
enum RegisterScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.register, to: RegisterScreen.show)
        book.bind(.application, to: ApplicationScreen.show)
        book.bind(.checkResidents, to: ApplicationScreen.checkResidents)
        book.bind(.hold, to: ApplicationScreen.hold) { visit, problems in
            try await ApplicationScreen.page(
                visit, form: "hold", typed: visit.form, problems: problems)
        }
        book.bind(.release, to: ApplicationScreen.release)
        book.bind(.withdraw, to: ApplicationScreen.withdraw) { visit, problems in
            try await ApplicationScreen.page(
                visit, form: "withdraw", typed: visit.form, problems: problems)
        }
    }
}
