// SPDX-License-Identifier: Apache-2.0

/// 2040: every link to another system: what came, what is missing, what waits, what goes out.
enum MonitorScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.monitor, to: MonitorScreen.show)
        book.bind(.linkFile, to: LinkFileScreen.show)
        book.bind(.residentFile, to: LinkFileScreen.residents)
        book.bind(.acceptGap, to: MonitorSteps.acceptGap, again: MonitorScreen.page)
        book.bind(.acceptResidentGap, to: MonitorSteps.acceptResidentGap, again: MonitorScreen.page)
        book.bind(.allowStale, to: MonitorSteps.allowStale, again: MonitorScreen.page)
        book.bind(.hub, to: HubScreen.show)
        book.bind(.resendHub, to: HubSteps.resend, again: HubScreen.page)
        book.bind(.runHub, to: HubSteps.run, again: HubScreen.page)
        book.bind(.reconcileHub, to: HubSteps.reconcile, again: HubScreen.page)
        book.bind(.manageHub, to: HubSteps.manage, again: HubScreen.page)
    }
}
