// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import NIOCore

/// What the server knows of a request besides its bytes: from which terminal it comes.
struct DeskContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The network address of the terminal.
    let address: String
    /// The connection, for its certificate; none where a test asks the router itself.
    let channel: (any Channel)?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        address = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    /// The largest body of a form; files of other offices come through the command line.
    var maxUploadSize: Int { 512 * 1_024 }
}
