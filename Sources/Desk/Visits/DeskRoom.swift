// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Foundation
import Jobs
import Links
import Migration
import Office
import Oversight
import Payments
import Press
import Safeguards
import Synchronization
import Vocabulary

/// What all visits of one desk share: the installation, the templates, and what is kept for a while.
final class DeskRoom: Sendable {
    let installation: Installation
    let settings: DeskSettings
    let cookies: Cookies
    let templates: Templates
    let threads = DeskThreads()
    /// Lists of search results, for 前・次 and for going back.
    let tickets: Shelf<SearchTicket>
    /// Where a form that was carried out led to: a second press leads there again.
    let done: Shelf<Landing>
    /// Forms that are being carried out at this moment.
    let underWay = UnderWay()
    /// Applications that are being taken in.
    let drafts: Shelf<IntakeDraft>
    /// Papers that were printed and not taken yet.
    let prints: Shelf<PrintedPaper>
    /// Who has whose record open.
    let presence = Presence()
    /// Searches in System 2, and persons that are to be numbered there: for minutes only.
    let addresseeTickets: Shelf<AddresseeTicket>
    let candidateTickets: Shelf<CandidateTicket>
    /// Answers to forms that were not carried out.
    let kept: Shelf<Kept>
    /// What is said once after a log-in.
    let greetings: Shelf<String>
    /// Passwords and the like, each for one look.
    let secrets: Shelf<Banner>
    /// Files on their way into a procedure, and what was found in them.
    let uploads: UploadRoom
    let stages: Shelf<ImportStage>
    /// Official lists whose difference was looked at.
    let masterStages: Shelf<MasterStage>
    /// Parallel months that were compared, for leafing through them.
    let months: Shelf<MonthComparison>
    /// Changed books of the scheme that are being tried.
    let bookTrials: Shelf<BookTrial>
    /// Rows of reimbursements between typing and confirming.
    let entries: Shelf<ReimbursementEntry>
    /// Sums of the dashboards.
    let dashboards = DashboardShelf()
    /// Children with claims that no entitlement covers any more: every ended entitlement is looked at.
    private let unsettled = DearCount()
    /// Accesses that wait for a head: each is compared with what its officer did afterwards.
    private let unexplained = DearCount()
    /// Work that goes on behind the pages.
    let jobs: JobBoard
    /// The stored jobs of the office's year, and what carries them out in this process.
    let engine: JobEngine
    /// What draws papers, for pages and jobs alike.
    let printer: DeskPress
    let runner = JobRunner()
    /// Imports whose files are kept already and whose run is not written yet.
    private let staging = Mutex(0)
    private let waiting = Mutex(Waiting())
    private let feeds = Mutex<(line: String?, at: Instant)?>(nil)
    private let standing = Mutex<[WorkStop]>([])
    private let uploadStanding = Mutex<UploadDoor.Standing?>(nil)
    private let names = Mutex<[String: String]>([:])
    private let isStopped = Mutex(false)
    private let hasTakenUp = Mutex(false)
    private let isResetAsked = Mutex(false)

    init(_ installation: Installation, _ settings: DeskSettings) async throws {
        self.installation = installation
        self.settings = settings
        cookies = Cookies(isPractice: settings.practice != nil)
        templates = try await Templates.ofProgram
        let clock = installation.settings.clock
        let random = installation.settings.random
        tickets = Shelf(capacity: 2_000, seconds: 36_000, clock: clock, random: random)
        done = Shelf(capacity: 5_000, seconds: 36_000, clock: clock, random: random)
        uploads = UploadRoom(
            data: installation.settings.dataDirectory, clock: clock, random: random)
        stages = Shelf(capacity: 200, seconds: 3_600, clock: clock, random: random)
        masterStages = Shelf(capacity: 20, seconds: 3_600, clock: clock, random: random)
        months = Shelf(capacity: 10, seconds: 3_600, clock: clock, random: random)
        bookTrials = Shelf(capacity: 10, seconds: 36_000, clock: clock, random: random)
        entries = Shelf(capacity: 1_000, seconds: 36_000, clock: clock, random: random)
        jobs = JobBoard(clock: clock, random: random)
        printer = DeskPress(installation, settings)
        engine = installation.jobs(
            node: "\(Installation.machineName)/desk", token: randomKey(random), press: printer)
        drafts = Shelf(capacity: 2_000, seconds: 36_000, clock: clock, random: random)
        addresseeTickets = Shelf(capacity: 500, seconds: 3_600, clock: clock, random: random)
        candidateTickets = Shelf(capacity: 100, seconds: 900, clock: clock, random: random)
        kept = Shelf(capacity: 1_000, seconds: 36_000, clock: clock, random: random)
        prints = Shelf(capacity: 50, seconds: 3_600, clock: clock, random: random)
        greetings = Shelf(capacity: 1_000, seconds: 600, clock: clock, random: random)
        secrets = Shelf(capacity: 1_000, seconds: 600, clock: clock, random: random)
    }

    var now: Instant { installation.settings.clock.now() }
    var today: CivilDate { now.dayInJapan }

    /// 緊急停止 that stand, as the last read of a page found them; the gate asks for itself.
    var stops: [WorkStop] { standing.withLock { $0 } }

    /// How much waits, at most 15 seconds old; counted inside whatever read comes by. For an officer
    /// who has written something it is never older than the last write; for the others it may be: with
    /// hundreds of officers there is always one who has just written. The first page counts by itself
    /// (`count`).
    func countWaiting(in scope: Scope) throws {
        try lookAtStops(in: scope)
        let now = scope.now
        let officer = scope.principal.officer
        let counts = waiting.withLock { waiting -> Bool in
            let age = waiting.counts.map { $0.at.seconds(until: now) } ?? .max
            let isAsked = waiting.writers.contains(officer)
            guard age >= 15 || isAsked else { return false }
            // Where counting is dear, it is done for a twentieth of the time at most.
            if waiting.cost >= 50_000, let last = waiting.counts?.at,
                now.microseconds - last.microseconds < 20 * waiting.cost
            {
                return false
            }
            // Somebody is counting already: what is known will do, where anything is known.
            guard waiting.counters == 0 || waiting.counts == nil || isAsked else { return false }
            waiting.counters += 1
            return true
        }
        guard counts else { return }
        defer { waiting.withLock { $0.counters -= 1 } }
        _ = try count(afterStops: scope)
    }

    /// How much waits now, for the page that shows all of it; the header of every page has it then.
    func count(in scope: Scope) throws -> WaitingCounts {
        try lookAtStops(in: scope)
        return try count(afterStops: scope)
    }

    private func count(afterStops scope: Scope) throws -> WaitingCounts {
        let now = scope.now
        let people = try OfficerNames.all(from: scope.db)
        names.withLock { $0 = people }
        let counted = WaitingCounts(
            cases: try Entitlement.Inbox.counts(on: scope.today, from: scope.db),
            money: try MoneyTasks(
                in: scope, law: installation.recoveryLaw,
                remindingAfter: OutsideReminder(installation, on: scope.today).days,
                unsettled: try unsettled.value(
                    for: scope.principal.officer, asOf: now, by: installation.settings.clock
                ) { try UnsettledBook.count(from: scope.db) }),
            links: try LinkTasks(in: scope), at: now)
        let cost = self.now.microseconds - now.microseconds
        waiting.withLock { waiting in
            waiting.counts = counted
            waiting.cost = cost
            // What was written since this read began may not be in it.
            if waiting.written.map({ $0 <= now }) ?? true { waiting.writers = [] }
        }
        try lookAtFeeds(in: scope)
        return counted
    }

    /// How many accesses wait for a head, of whatever day.
    func unexplained(in scope: Scope) throws -> Int {
        try unexplained.value(
            for: scope.principal.officer, asOf: scope.now, by: installation.settings.clock
        ) {
            try AccessBook.countWaiting(in: scope.db)
        }
    }

    private func lookAtStops(in scope: Scope) throws {
        let stops = try StopBook.standing(from: scope.db)
        standing.withLock { $0 = stops }
    }

    /// How old the news of other offices are, at most five minutes old: they change once a day.
    private func lookAtFeeds(in scope: Scope) throws {
        let now = scope.now
        let isFresh = feeds.withLock { $0.map { $0.at.seconds(until: now) < 300 } ?? false }
        // System 2 answers nothing while the keys are away.
        guard !isFresh, !installation.isLocked else { return }
        let line = FeedStatusBook.banner(
            try FeedStatusBook.ages(
                layouts: installation.layouts, residents: try installation.directory.residentFeed(),
                on: scope.today, from: scope.db))
        feeds.withLock { $0 = (line, now) }
    }

    /// The name behind a user id, as the last count found it; machines are one word.
    func name(of officer: String) -> String {
        officer.hasPrefix("machine:")
            ? "自動処理" : names.withLock { $0[officer] } ?? officer
    }

    /// Name and user id: for the pages of those who check, where two officers may bear one name.
    func label(of officer: String) -> String {
        let name = name(of: officer)
        return name == officer ? officer : "\(name)（\(officer)）"
    }

    /// One line for the frame of every page where a feed is too old; else `nil`.
    var staleFeed: String? { feeds.withLock { $0?.line } }

    /// Asks the scanner how it stands: on the first page, then once a minute (`Desk.sweep`).
    func lookAtScanner() {
        let standing = installation.uploads.standing()
        uploadStanding.withLock { $0 = standing }
    }

    /// How the door for files stands, as it was looked at last.
    var standingOfUploads: UploadDoor.Standing? { uploadStanding.withLock { $0 } }

    /// One line for the frame of every page where files are not scanned; else `nil`.
    var scanning: String? {
        switch standingOfUploads {
        case .unscanned where settings.practice != nil: nil
        case .unscanned: "検証環境：ウイルス検査をせずにファイルを受け取ります。本番では受け取れません。"
        case .closed(let refusal): refusal.message
        case .open, nil: nil
        }
    }

    /// What an administrator settled, or a file that came, may have changed it.
    func forgetFeeds() { feeds.withLock { $0 = nil } }

    /// The counts of the header; `nil` before the first read.
    var waitingCounts: WaitingCounts? { waiting.withLock { $0.counts } }

    /// After a write of an officer the counts are no longer true.
    func forgetWaiting(by officer: String, after operation: OperationCode) {
        let now = now
        waiting.withLock { waiting in
            waiting.written = now
            waiting.writers.insert(officer)
        }
        unsettled.forget(by: officer, at: now)
        unexplained.forget(by: officer, at: now)
        if Self.news.contains(operation) { forgetFeeds() }
    }

    /// What may change how old the news of other offices are.
    private static let news: Set<OperationCode> = [
        .acceptFeedGap, .importResidents, .importInsurance, .importWelfare, .importTax,
        .importMasters, .importApplications,
    ]

    /// After work behind the pages they are true for nobody.
    func forgetWaiting() {
        waiting.withLock { $0.counts = nil }
        unsettled.forget()
        unexplained.forget()
        forgetFeeds()
    }

    /// The press, opened on its first use.
    func pressRoom() throws -> PressRoom { try printer.room() }

    /// Works on a stored run behind the pages, and tidies up behind it.
    func work(on run: Int64, by officer: Principal) {
        runner.start(run, engine: engine, by: officer) { [self] in
            forgetWaiting()
            tidyClaimFiles()
            tidyPrints()
        }
    }

    /// After a start: what a stopped process left can be gone on with, and what the ceiling of an hour
    /// stopped goes on by itself.
    func takeUpJobs() throws {
        guard !installation.isLocked else { return }
        try engine.recover()
        try takeUpPaused()
    }

    /// Once, as soon as the keys are there.
    private func takeUpPaused() throws {
        guard !hasTakenUp.withLock({ $0 }) else { return }
        for (run, since, officer) in try engine.waitingForHour(terminal: "desk") {
            runner.takeUp(run, until: Ceilings.nextHour(after: since), for: officer)
        }
        hasTakenUp.withLock { $0 = true }
    }

    /// Goes on with runs that the ceiling of an hour stopped, for officers who may still do it.
    func goOnWithPaused() throws {
        guard !installation.isLocked else { return }
        try takeUpPaused()
        for (run, officer) in runner.due(at: now) {
            let standing = try installation.casework.perform(
                .startJob, by: .machine("jobs"), for: .maintenance
            ) { try OfficersInService.officer(officer.officer, on: $0.today, from: $0.db) }
            guard standing?.roles.isSuperset(of: officer.roles) ?? false else {
                runner.giveUp(run)
                continue
            }
            work(on: run, by: officer)
        }
    }

    /// Keeps files and writes the run that waits for them: between the two nothing is tidied.
    func stage<R>(_ body: () async throws -> R) async rethrows -> R {
        staging.withLock { $0 += 1 }
        defer { staging.withLock { $0 -= 1 } }
        return try await body()
    }

    /// Removes claim files that no run waits for.
    func tidyClaimFiles() {
        let folder = installation.claimFolder
        // First what is there, then whether somebody is adding to it: what came since is not here.
        let here = folder.digests
        guard !installation.isLocked, !here.isEmpty, staging.withLock({ $0 == 0 }) else { return }
        do {
            _ = try installation.casework.perform(
                .startJob, by: .machine("jobs"), for: .maintenance
            ) { try TidyClaimFolder.perform(folder, among: here, in: $0) }
        } catch {
            Journal.write("claim folder \(type(of: error))")
        }
    }

    /// Removes papers of batches that were kept long enough.
    func tidyPrints() {
        let folder = installation.prints
        let here = folder.names
        guard !installation.isLocked, !here.isEmpty, staging.withLock({ $0 == 0 }) else { return }
        do {
            _ = try installation.casework.perform(
                .startJob, by: .machine("jobs"), for: .maintenance
            ) { try TidyPrintFolder.perform(folder, among: here, in: $0) }
        } catch {
            Journal.write("print folder \(type(of: error))")
        }
    }

    /// After an unknown outcome nothing more is answered (see `Fault.Kind.unknownOutcome`).
    func stop() { isStopped.withLock { $0 = true } }
    var hasStopped: Bool { isStopped.withLock { $0 } }

    /// A town for practice is to begin anew.
    func askForReset() { isResetAsked.withLock { $0 = true } }
    var mustReset: Bool { isResetAsked.withLock { $0 } }
}

/// The counts of the header, and who has written since they were counted.
private struct Waiting {
    var counts: WaitingCounts?
    var writers: Set<String> = []
    /// When something was written last.
    var written: Instant?
    /// Microseconds that the last count took.
    var cost: Int64 = 0
    var counters = 0
}

/// How much waits in the office, and when it was counted.
struct WaitingCounts: Sendable {
    let cases: Entitlement.Inbox.Counts
    let money: MoneyTasks
    let links: LinkTasks
    let at: Instant
}
