// SPDX-License-Identifier: Apache-2.0

/// 3010, 3040, 4010: officers, the law in force, the log.
enum AdministrationScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.scheme, to: SchemeScreen.show)
        book.bind(.readBook, to: BookTrialSteps.read, again: SchemeScreen.page)
        book.bind(.bookTrial, to: BookTrialScreen.show)
        book.bind(.tryBook, to: BookTrialSteps.compute, again: BookTrialScreen.page)
        book.bind(.officers, to: OfficersScreen.show)
        book.bind(.allowPasskey, to: OfficersScreen.allow, again: OfficersScreen.page)
        book.bind(.confirmPasskey, to: OfficersScreen.confirm)
        book.bind(.endPasskey, to: OfficersScreen.end)
        book.bind(.resetPassword, to: LoginPanels.reset, again: OfficersScreen.page)
        book.bind(.endLogin, to: LoginPanels.end)
        book.bind(.log, to: LogScreen.show)
        book.bind(.measures, to: MeasuresScreen.show)
    }
}
