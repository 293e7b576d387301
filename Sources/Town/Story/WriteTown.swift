// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Vocabulary

/// Writes a whole fictional town as outside files (`DIR/in`) with its truth (`DIR/truth…`).
///
/// The same seed and size give the same bytes on every machine.
public struct WriteTown: Sendable {
    /// Where the town comes from: any number.
    public let seed: UInt64
    /// Residents of the full register, 20 to 1,000,000.
    public let people: Int
    /// Which years are written.
    public let story: Story
    /// Folder that receives `in`, `truth` and `truth.json`.
    public let folder: URL

    public init(seed: UInt64, people: Int, story: Story = .oneYear, folder: URL) {
        precondition((20...1_000_000).contains(people), "町の人口は20人から100万人までです")
        self.seed = seed
        self.people = people
        self.story = story
        self.folder = folder
    }

    /// Writes everything and returns the truth; throws `Fault` or a file error.
    @discardableResult
    public func run() throws -> TownTruth {
        try clear()
        let book = try TownBook(
            seed: seed, people: people, story: story, root: folder.appendingPathComponent("in"))
        try populate(book)
        let applying = WriteApplications(book: book)
        applying.numberRegistrations()

        var claims = try WriteClaims(root: folder, book: book)
        try claims.run()
        var drawing = DrawRefunds(book: book, samples: claims.samples)
        drawing.run()
        var refunds = drawing.refunds
        let refunding = WriteRefunds(book: book)
        refunding.number(&refunds)
        var plan = PlanPayments(book: book)
        plan.run(refunds)
        let notices = plan.notices(refunds)
        PlanPayments.followUp(notices, in: &book.applications)
        book.applications += notices

        try applying.files()
        try refunding.files(refunds)
        let feeds = WriteFeeds(book: book)
        try feeds.differences()
        try feeds.holidays()
        try feeds.banks()
        try feeds.institutionMaster()
        try feeds.note()
        let truth = try tell(book, claims.counts, refunds, plan)
        if story == .oneYear { try WriteMorning(book: book, root: folder).run() }
        return truth
    }

    /// Removes what an earlier run wrote; a town is always written whole.
    private func clear() throws {
        for name in ["in", "truth", "truth.json"] {
            let url = folder.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: url.path) {
                try FileManager.default.removeItem(at: url)
            }
        }
    }

    private func populate(_ book: TownBook) throws {
        while book.people < people {
            let left = people - book.people
            if left > 12, book.chance.happens(19_000) {
                let card = FamilyCard.deal(family: book.families, &book.chance)
                    .card(in: story)
                try book.liveFamily(card)
                book.families += 1
            } else {
                try book.liveGrownUps(most: left)
            }
        }
        let movers = max(2, book.households * 34 / 1_000)
        for number in 0..<movers { book.moveIn(isFamily: number % 4 == 0) }
        for _ in 0..<max(1, people / 5_000) { try book.askFromOutside() }
        try book.closeFullFiles()
        book.liveOn(movers: movers)
    }

    private func tell(
        _ book: TownBook, _ claims: ClaimCounts, _ refunds: [Refund], _ plan: PlanPayments
    ) throws -> TownTruth {
        var truth = TownTruth()
        truth.seed = seed
        truth.people = book.people
        truth.children = book.registeredChildren + book.births + book.movedInChildren
        truth.claims = claims.claims
        truth.rejected = claims.rejected
        truth.rejectedByReason = claims.troubles
        truth.takenBack = claims.takenBack
        truth.inKindPayable = claims.payable
        truth.claimFiles = claims.files
        let writing = WriteTruth(root: folder, book: book)
        try writing.entitlements(&truth)
        try writing.decisions(&truth)
        try writing.reimbursements(refunds, &truth)
        try writing.payments(plan, refunds, &truth)
        truth.payable = truth.inKindPayable + truth.reimbursementPayable
        try writing.summary(truth)
        return truth
    }
}
