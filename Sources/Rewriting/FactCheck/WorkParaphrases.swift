extension Paraphrases {
  /// More of the same: what people do at work, and what they do it with.
  static let workGroups = """
    set build establish create introduce launch built
    introduce replace
    early ahead
    keep kept maintain run ran look
    visit attend
    conduct run ran lead led hold held
    call phone telephone ring
    perform conduct carry execute execution undertake do did done run ran complete
    obtain secure gain win acquire get got receive earn raise land procure
    share present communicate report convey give gave deliver
    turn convert translate transform
    moderate facilitate hold held host chair guide
    act serve function work stand
    value worth
    schedule time
    execute execution run ran organise organisation implement hold held
    manage handle administer maintain look
    maintain manage support service care
    responsible charge accountable responsibility
    support help assist serve
    form set establish build create
    interpret explain
    explore exploration investigate examine
    define definition specify specification determine outline describe description
    gather obtain collect source
    source procure find sourcing
    onboard onboarding induct
    create design draw produce generate creation
    generate generation produce create bring brought earn yield
    deliver complete finish provide supply hand ship
    deliver give gave present hold held teach taught
    facilitate support enable moderate ease
    enable allow let support
    attract draw win
    engage involve interact
    liaise coordinate communicate work
    communicate correspond talk speak
    resolve handle answer settle
    answer handle
    track follow monitor record
    compile gather produce write prepare create
    revise correct proofread edit review
    attend visit join
    drive drove driven operate
    transport deliver transportation carry move
    prepare cook make made
    serve supply provide
    stock replenish refill
    order purchase buy
    repair fix restore mend restoration
    assemble build put assembly
    install fit mount
    audit review check examine
    control check monitor
    adjust adapt change modify tailor alter customise adaptation modification
    broaden widen extend expand grow
    scale grow expand enlarge
    reinforce strengthen
    encourage motivate inspire motivation encouragement
    recognise recognition honour
    nominate select choose
    appoint name elect select
    estimate estimation calculate gauge
    budget plan
    spare save cut
    host organise run hold
    open launch start
    finish end conclude close stop
    stay remain continue keep
    accurate accurately precise precisely exact exactly correct correctly
    broad wide
    regarding concerning about
    close closely near
    cooperation collaboration partnership cooperate collaborate partner
    modern contemporary
    final last
    initial first
    participant attendee attendant
    visitor guest
    meeting session
    session workshop class course seminar meeting
    training course instruction education
    software application program
    codebase code
    ticket issue request case
    enquiry inquiry request
    alert alarm notification notify
    deadline schedule
    evening night
    release version deployment
    operation activity work
    duty task responsibility job
    strategy plan strategic
    idea concept
    finding result outcome insight
    figure number data
    dataset data
    trend pattern
    score rating mark grade
    standard norm rule
    policy guideline rule
    pace speed velocity
    length duration time
    size volume quantity amount
    price cost rate
    fee charge price
    money fund funding finance grant
    income revenue earnings
    stock inventory
    goods product item
    item piece unit
    facility building site plant
    factory plant
    vehicle car
    truck lorry
    street road
    clinic hospital
    exam test examination
    volunteer voluntary voluntarily
    turned convert
    lift raise increase boost
    outperform exceed surpass
    top exceed
    exceed surpass beat
    kick start
    head lead
    look care
    accompany escort
    greet welcome
    answer respond response
    note record document
    list record
    sort organise order arrange
    clean tidy wash
    wash clean
    load fill
    cultivate grow plant
    harvest pick
    translate interpret
    perform play
    play perform
    shoot film record
    film record
    picture photograph
    photograph shoot
    edit cut
    announce inform
    notify inform alert
    warn alert
    approve authorise sign
    allocate assign distribute allocation assignment distribution
    assign allocate give
    split divide distribute
    link connect
    spread distribute
    enter record input
    input enter
    key enter
    archive file store
    back support
    rely depend
    need require
    require need ask
    show demonstrate prove
    prove show demonstrate
    confirm verify
    validate confirm verify
    trace track
    follow track
    ease simplify
    relieve ease
    treat care
    heal treat
    examine inspect diagnose
    diagnose identify
    assist help
    attend care
    watch monitor
    patrol guard
    guard protect
    defend represent
    represent defend
    draft write
    bill invoice charge
    invoice bill
    settle pay resolve
    reconcile balance reconciliation
    balance reconcile
    close settle finish
    file submit
    submit hand file send
    hand give submit pass
    pass hand
    apply use employ
    rank rate
    position place
    place put
    fill staff
    staff employ
    retain keep retention
    lose lost
    win won
    recover regain restore
    restore recover
    """
}
