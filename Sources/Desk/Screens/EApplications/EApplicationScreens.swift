// SPDX-License-Identifier: Apache-2.0

/// 1160: what came from the form services, beside the registers; accepted, sent for mending, or
/// returned by an officer.
enum EApplicationScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.eApplications, to: EApplicationListScreen.show)
        book.bind(.eApplication, to: EApplicationScreen.show)
        book.bind(.attachment, to: EApplicationScreen.attachment)
        book.bind(.beginECheck, to: EApplicationSteps.begin, again: EApplicationScreen.page)
        book.bind(
            .acceptEApplication, to: EApplicationSteps.accept, again: EApplicationScreen.page)
        book.bind(.askECorrection, to: EApplicationSteps.ask, again: EApplicationScreen.page)
        book.bind(.takeECorrection, to: EApplicationSteps.take, again: EApplicationScreen.page)
        book.bind(
            .returnEApplication, to: EApplicationSteps.giveBack, again: EApplicationScreen.page)
        book.bind(
            .withdrawEApplication, to: EApplicationSteps.withdraw,
            again: EApplicationScreen.page)
    }
}
