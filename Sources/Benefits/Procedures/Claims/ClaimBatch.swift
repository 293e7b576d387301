// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Vocabulary

/// The claims of some files on their way into the books: read, not yet matched and computed.
///
/// (Part of `OperationCode.importClaims`.)
struct ClaimBatch {
    struct File {
        let place: Int
        let name: String
        let digest: String
        let content: ClaimFileContent
        let sender: ClaimSource?
    }

    /// A claim that found its entitlement, by the position of its file.
    struct Pending {
        let file: Int
        let matched: ClaimExaminer.Matched
        let source: ClaimSource
    }

    /// A claim as it was read, by the position of its file.
    private struct Read {
        let file: Int
        let content: ClaimContent
        let sender: ClaimSource?
    }

    let law: BenefitLaw
    private let amounts = ExplainedAmounts()
    private(set) var files: [File] = []
    private var claims: [Read] = []
    private(set) var pending: [Pending] = []
    /// By the position of the file.
    private(set) var faulty: [(file: Int, claim: FaultyClaim)] = []

    init(law: BenefitLaw) { self.law = law }

    var count: Int { claims.count + faulty.count }

    /// Every recipient number that is asked for.
    var numbers: Set<String> {
        claims.reduce(into: Set()) { numbers, claim in
            for fund in claim.content.funds { numbers.insert(fund.recipient) }
        }
    }

    /// Adds the claims of a file.
    mutating func add(
        _ content: ClaimFileContent, from input: ClaimFileInput, digest: String, place: Int
    ) {
        let file = files.count
        files.append(
            File(
                place: place, name: input.name, digest: digest, content: content,
                sender: input.sender))
        claims.reserveCapacity(claims.count + content.claims.count)
        for record in content.claims {
            claims.append(
                Read(file: file, content: ClaimContent(record), sender: input.sender))
        }
        for rejected in content.rejected {
            guard let issue = rejected.issues.first(where: { $0.severity == .error }) else {
                continue
            }
            let claim = rejected.record.map { ClaimContent($0) }
            faulty.append(
                (
                    file,
                    FaultyClaim(
                        content: claim, line: rejected.line, institution: rejected.institution,
                        institutionName: rejected.institutionName,
                        billingMonth: rejected.billingMonth, fault: ClaimFault(issue),
                        source: input.sender ?? claim?.source, child: nil)
                ))
        }
    }

    /// Finds the entitlements of what was read.
    mutating func match(_ index: EntitlementIndex) {
        var examiner = ClaimExaminer(law: law, index: index, amounts: amounts)
        pending.reserveCapacity(claims.count)
        for claim in claims {
            do throws(ClaimFault) {
                let matched = try examiner.match(claim.content)
                pending.append(
                    Pending(
                        file: claim.file, matched: matched,
                        source: claim.sender ?? claim.content.source))
            } catch {
                faulty.append(
                    (
                        claim.file,
                        FaultyClaim(
                            claim.content, error, claim.sender, examiner.child(of: claim.content))
                    ))
            }
        }
        claims = []
    }

    /// Computes everything that is pending and empties the batch.
    ///
    /// - Parameter before: what the books hold about their institutions and months.
    func examine(
        _ before: BeforeClaims
    ) -> (accepted: [[AcceptedClaim]], faulty: [[FaultyClaim]]) {
        let examiner = ClaimExaminer(law: law, index: .empty, amounts: amounts)
        let answers = examiner.settle(pending.map { ($0.matched, $0.source) }, before: before)
        var accepted = [[AcceptedClaim]](repeating: [], count: files.count)
        var rejected = [[FaultyClaim]](repeating: [], count: files.count)
        for (file, claim) in faulty { rejected[file].append(claim) }
        for (claim, answer) in zip(pending, answers) {
            switch answer {
            case .success(let good): accepted[claim.file].append(good)
            case .failure(let fault):
                rejected[claim.file].append(
                    FaultyClaim(
                        claim.matched.content, fault, claim.source, claim.matched.entry.child))
            }
        }
        return (accepted, rejected.map { $0.sorted { $0.line < $1.line } })
    }

    /// Forgets everything but what was computed and explained.
    mutating func empty() {
        files = []
        claims = []
        pending = []
        faulty = []
    }
}

extension ClaimContent {
    /// Which examining body a claim comes from when nobody says so.
    var source: ClaimSource { InsuranceKind(insurer: insurer).claimSource }
}

extension FaultyClaim {
    init(
        _ claim: ClaimContent, _ fault: ClaimFault, _ source: ClaimSource?,
        _ child: AddresseeNumber?
    ) {
        self.init(
            content: claim, line: claim.line, institution: claim.institution,
            institutionName: claim.institutionName, billingMonth: claim.billingMonth,
            fault: fault, source: source ?? claim.source, child: child)
    }
}

extension ClaimExaminer {
    /// Whose recipient number the claim carries, where it is anyone's.
    func child(of claim: ClaimContent) -> AddresseeNumber? {
        claim.funds.lazy.compactMap { index.entry(number: $0.recipient)?.child }.first
    }
}
