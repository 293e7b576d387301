// SPDX-License-Identifier: Apache-2.0
import Benefits
import Foundation
import Links
import NumberGate
import Office
import Safeguards
import Scheme
import Town
import Vocabulary

/// The fictional office while it lives its year: everything that the phases share.
///
/// The phases (`Phases/`) do what officers and machines of a real office do, through the same
/// procedures, under their own names and rights; nothing here decides anything.
final class OfficeYear {
    let settings: TownYearSettings
    let clock: MovingClock
    let office: Installation
    let staff: Staff
    let timer: PhaseTimer
    let plan: YearPlan
    let printer: PrintQueue
    let peers: PeerFolder
    var mailbox: Mailbox
    let bank: BankPeer
    let agencies: AgencyPeer
    let watch: MonthWatch
    /// What the papers printed since the last month's end say.
    var words = PaperWords()
    /// The newest claim for money that was asked for.
    var lastDemanded: Int64 = 0
    /// The newest decision about which letters were written.
    var lastLetter: Int64 = 0
    /// The newest refusal that was looked at for an appeal.
    var lastAppealed: Int64 = 0
    /// Whether a month's claims were taken in before.
    var hasSeenClaims = false
    /// Claim files that were refused whole.
    var refusedFiles: [String] = []
    /// Whose ceiling was raised for a day, and which day.
    var raised: [Post: CivilDate] = [:]
    /// What estimates of a month of billing have asked already, in yen.
    var advances: [YearMonth: Int] = [:]
    /// How often an examining body was asked for an invoice.
    var invoices = 0
    /// Pairs of benefits that an officer has said a word about.
    var decided: Set<DuplicatePair.Key> = []
    /// How often the bank was asked for its answer.
    var answers = 0
    /// Rows of feeds that were refused, by layout.
    var refusedRows: [String: Int] = [:]

    init(_ settings: TownYearSettings, timer: PhaseTimer) throws {
        self.settings = settings
        self.timer = timer
        clock = MovingClock(settings.story.registerDay)
        let inbox = settings.folder.appendingPathComponent("in")
        var installation = InstallationSettings(
            dataDirectory: settings.data.path, schemesDirectory: settings.schemesDirectory,
            layoutsDirectory: settings.layoutsDirectory, scheme: settings.scheme,
            clock: clock, random: settings.random, numberCheck: .synthetic,
            originator: .rehearsal,
            banks: try BankMaster.read(inbox.appendingPathComponent("banks.csv")))
        installation.scanner = RehearsalScanner()
        office = try Installation.create(installation)
        plan = try YearPlan(
            opening: settings.story.registerDay, from: settings.story.treatmentMonths.first,
            through: settings.story.paymentMonths.last,
            book: office.book, days: office.days)
        mailbox = try Mailbox(
            inbox, disorder: settings.disordersFeeds ? settings.seed : nil)
        peers = PeerFolder(folder: inbox.path)
        bank = try BankPeer(town: settings.folder)
        agencies = try AgencyPeer(town: settings.folder)
        watch = MonthWatch(
            office: office, transfers: settings.out.appendingPathComponent("transfers"),
            sample: settings.people < 1_000 ? 4 : 12)
        printer = try PrintQueue(folder: settings.out.appendingPathComponent("letters"))
        staff = try Staff(
            of: office, random: settings.random, until: plan.opening.nextFiscalYear)
        staff.hasCome = { [unowned self] post in try raiseCeiling(of: post) }
    }

    /// Lives the whole year.
    func live() throws {
        try timer.measure("開設") { try open() }
        try close(plan.opening.yearMonth)
        for month in plan.months {
            timer.note("\(month.month) 受付・決定")
            try takeIn(month)
            try decide(month)
            try staff.goHome()
            timer.note("\(month.month) レセプト・支払")
            try takeClaims(month)
            try timer.measure("請求書の検収") { try takeEstimate(month.month) }
            try pay(month)
            try staff.goHome()
            try close(month.month)
        }
        timer.note("統計")
        try timer.measure("統計") { try writeStatistics() }
    }

    /// The last day of a month: reimbursements are decided before the month is closed, and roles
    /// that end with the fiscal year are renewed.
    private func close(_ month: YearMonth) throws {
        clock.stand(on: month.lastDay, hour: 20, minute: 30)
        try timer.measure("償還払い") { try decideReimbursements(month) }
        try timer.measure("過誤の結果・返還") {
            try hearObjections()
            try receiveRecoveries()
        }
        try timer.measure("請求書の検収") { try settleInvoices(month) }
        if settings.watchesMonths {
            try timer.measure("月末の決まり") {
                try watch.look(
                    at: month, words: words, by: try staff.principal(.head),
                    isYearEnd: month.month == 3)
            }
            words.clear()
        }
        if month.month == 3 {
            let isLast = month.next.firstDay >= settings.story.end
            // Whoever opens the desk after the story, on the day of today, must find it open.
            let until = month.next.firstDay.nextFiscalYear
            try staff.renewRoles(until: isLast ? until.adding(days: 3_653) : until)
        }
        try staff.goHome()
    }
}

extension CivilDate {
    /// 1 April after the day.
    var nextFiscalYear: CivilDate { FiscalYear(of: self).lastDay.next }
}
